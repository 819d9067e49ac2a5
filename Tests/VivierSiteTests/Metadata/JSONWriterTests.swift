import Foundation
import Testing

@testable import VivierSite

@Suite("Metadata: JSON")
struct JSONWriterTests {
    private func parsed(_ bytes: [UInt8]) throws -> NSObject {
        let options: JSONSerialization.ReadingOptions = [.fragmentsAllowed]
        let value = try JSONSerialization.jsonObject(with: Data(bytes), options: options)
        return try #require(value as? NSObject)
    }

    @Test("writes objects and arrays in each other, without spaces")
    func nesting() {
        var json = JSONWriter()
        json.object { body in
            body.member("a", "x")
            body.object("b") { $0.member("c", 1) }
            body.object("empty") { _ in }
            body.array("d") { list in
                list.array { _ in }
                list.int(-1)
                list.bool(true)
                list.null()
                list.object { $0.member("e", false) }
                list.json(Array("[1,2]".utf8))
                list.double(0.5)
            }
            body.key("f")
            body.string(utf8: Array("é".utf8))
            body.member("last", 2)
        }
        let expected =
            #"{"a":"x","b":{"c":1},"empty":{},"d":[[],-1,true,null,{"e":false},[1,2],0.5],"#
            + #""f":"é","last":2}"#
        #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
    }

    @Test("leaves out what there is not")
    func absent() {
        var json = JSONWriter()
        json.object { body in
            body.member("a", nil as String?)
            body.member("b", nil as Int?)
            body.member("c", nil as Double?)
            body.member("d", [])
            body.member("e", ["x"])
        }
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"e":["x"]}"#)
    }

    private static let hostile: [String] = [
        "", "\"", "\\", "\\\"", "\u{0}\u{1}\u{1F}\u{7F}", "\n\r\t\u{8}\u{C}", "</script>",
        "<!--<script>", "]]>", "&amp;", "é\u{301}\u{200D}🙂", "\u{2028}\u{2029}", "a\u{FFFE}",
        "\u{10FFFF}", "{\"a\":1}", "\\u0041", "a/b", "\u{80}\u{9F}",
        String(repeating: "\\", count: 99),
    ]

    @Test("gives back every string", arguments: hostile)
    func strings(text: String) throws {
        var json = JSONWriter()
        json.object { body in
            body.member("text", text)
            body.key("bytes")
            body.string(utf8: Array(text.utf8))
        }
        let value = try #require(try parsed(json.bytes) as? [String: NSObject])
        #expect(value["text"] == text as NSString)
        #expect(value["bytes"] == text as NSString)
        // It may stand in a <script> as it is.
        #expect(!json.bytes.contains(UInt8(ascii: "<")) && !json.bytes.contains(UInt8(ascii: ">")))
        #expect(!json.bytes.contains { $0 < 0x20 || $0 == 0x7F })
    }

    @Test(
        "writes whole numbers without a fraction, others with all their digits",
        arguments: [
            (0, "0"), (-0.0, "0"), (2050, "2050"), (-1, "-1"), (0.5, "0.5"), (0.1, "0.1"),
            (1e14, "100000000000000"), (1e17, "1e+17"), (1e-7, "1e-07"), (47.322047, "47.322047"),
            (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
        ]
    )
    func numbers(value: Double, text: String) throws {
        #expect(decimalText(value) == text)
        var json = JSONWriter()
        json.double(value)
        let back = try parsed(json.bytes) as? NSNumber
        if value.isFinite { #expect(back?.doubleValue == value) }
    }

    @Test("anything written is JSON, and says what was written")
    func random() throws {
        var seed: UInt64 = 7
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        func value(_ json: inout JSONWriter, _ depth: Int) -> NSObject {
            switch next(depth > 4 ? 4 : 6) {
            case 0:
                let text = Self.hostile[next(Self.hostile.count)]
                json.string(text)
                return text as NSString
            case 1:
                let number = next(2000) - 1000
                json.int(number)
                return number as NSNumber
            case 2:
                let isTrue = next(2) == 0
                json.bool(isTrue)
                return isTrue as NSNumber
            case 3:
                json.null()
                return NSNull()
            case 4:
                var list: [NSObject] = []
                json.array { json in
                    for _ in 0..<next(5) { list.append(value(&json, depth + 1)) }
                }
                return list as NSArray
            default:
                var members: [String: NSObject] = [:]
                json.object { json in
                    for number in 0..<next(5) {
                        let key = "\(number)" + Self.hostile[next(Self.hostile.count)]
                        json.key(key)
                        members[key] = value(&json, depth + 1)
                    }
                }
                return members as NSDictionary
            }
        }
        for _ in 0..<300 {
            var json = JSONWriter()
            let expected = value(&json, 0)
            #expect(try parsed(json.bytes) == expected)
        }
    }
}
