import Foundation
import Testing
import VivierMail
import VivierTestSupport

/// Messages that others collected to test their readers with, and what theirs made
/// of them.
@Suite("Messages of others")
struct MailCorpusTests {
    static let messages: [URL] = {
        guard let folder = corporaFolder()?.appending(path: "mime") else { return [] }
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? [])
            .filter { $0.pathExtension != "json" && $0.lastPathComponent.contains("__") }
            .filter { !$0.lastPathComponent.hasSuffix("COPYING") }
            .sorted { $0.path < $1.path }
    }()

    /// Files of the collections that are no messages.
    static let refused = [
        "resources__maildir__.My Folder.Nested Folder__new__1035478339.27041_118.foo.org,S=1000,"
            + "W=1030;2,RDF,": "mail-malformed",
        "resources__maildir__.My Folder__cur__1035478339.27041_118.foo.org,S=1000,W=1030;2,TDR":
            "mail-malformed",
        "resources__maildir__cur__1491941793.M41850P8566V0000000000000015I0000000004F3030E_0."
            + "mx1.example.com,S=10956;2,STln": "mail-malformed",
        "resources__maildir__new__1234567890.M20046P2137.mailserver,S=4542,W=4642;2,Sb":
            "mail-malformed",
        "spec__fixtures__attachments__てすと.txt": "mail-malformed",
        "spec__fixtures__emails__sample_output_multipart": "mail-empty",
    ]

    /// Where the other reader and this one disagree, and why that is right.
    static let disagreements = [
        "legacy__016": "bytes in no UTF-8 are read as Windows-1252",
        "legacy__017": "x-uuencode is decoded",
        "legacy__020": "bytes in no UTF-8 are read as Windows-1252",
        "legacy__022": "bytes in no UTF-8 are read as Windows-1252",
        "legacy__027": "bytes in no UTF-8 are read as Windows-1252",
        "legacy__033": "bytes in no UTF-8 are read as Windows-1252",
        "malformed__011": "the end of a part is seen inside another",
        "malformed__017": "a part without a boundary is kept whole, as a file",
        "rfc__000": "base64 that is none is decoded",
        "rfc__004": "a sender without an address has no name",
        "thirdparty__000": "control characters go",
        "thirdparty__002": "damaged base64 is decoded to its end",
    ]

    @Test("every one is read, or refused with a code", .enabled(if: !messages.isEmpty))
    func areRead() throws {
        #expect(Self.messages.count > 130)
        var refused: [String: String] = [:]
        for file in Self.messages {
            do {
                _ = try readMail([UInt8](try Data(contentsOf: file)))
            } catch let refusal as MailRefusal {
                refused[file.lastPathComponent] = refusal.code
            }
        }
        #expect(refused == Self.refused)
    }

    /// Names of the other reader's kinds of values become names of Swift.
    static let decoder: JSONDecoder = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            let name = path.last?.stringValue ?? ""
            return LowerKey(stringValue: name.prefix(1).lowercased() + name.dropFirst())
        }
        return decoder
    }()

    @Test(
        "nothing that another reader found is missing",
        .enabled(if: !messages.isEmpty),
        arguments: ["json", "crlf.json"]
    )
    func nothingIsMissing(expectations: String) throws {
        var compared = 0
        var disagreements: [String: [String]] = [:]
        for file in Self.messages {
            let expectation = file.deletingPathExtension().appendingPathExtension(expectations)
            guard let json = try? Data(contentsOf: expectation) else { continue }
            let expected = try Self.decoder.decode(ExpectedMail.self, from: json)
            var bytes = [UInt8](try Data(contentsOf: file))
            bytes.removeAll { $0 == 13 }
            if expectations == "crlf.json" { bytes = bytes.flatMap { $0 == 10 ? [13, 10] : [$0] } }
            let found = (try? readMail(bytes)).map(expected.differences) ?? ["refused"]
            let name = file.deletingPathExtension().lastPathComponent
                .replacing("resources__eml__", with: "")
            if !found.isEmpty { disagreements[name] = found }
            compared += 1
        }
        #expect(compared > 60)
        #expect(
            disagreements.keys.sorted() == Self.disagreements.keys.sorted(),
            "\(disagreements.filter { Self.disagreements[$0.key] == nil })"
        )
    }
}

private struct LowerKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}

/// What the other reader wrote down, as far as it is compared.
private struct ExpectedMail: Decodable {
    struct Header: Decodable {
        struct Value: Decodable {
            struct Addresses: Decodable {
                struct Person: Decodable {
                    var name: String?
                    var address: String?
                }
                struct Group: Decodable { var addresses: [Person] }
                var list: [Person]?
                var group: [Group]?
            }
            struct ContentType: Decodable {
                struct Attribute: Decodable {
                    var name: String
                    var value: String
                }
                var attributes: [Attribute]?
            }
            var text: String?
            var address: Addresses?
            var contentType: ContentType?
        }
        /// `nil` for a name that the other reader does not know.
        var name: String?
        var value: Value?

        enum CodingKeys: CodingKey { case name, value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try? container.decode(String.self, forKey: .name)
            value = try? container.decode(Value.self, forKey: .value)
        }
    }
    struct Part: Decodable {
        struct Body: Decodable {
            var text: String?
            var html: String?
            var binary: [UInt8]?
            var inlineBinary: [UInt8]?
        }
        var headers: [Header]
        var body: Body?

        enum CodingKeys: CodingKey { case headers, body }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            headers = try container.decode([Header].self, forKey: .headers)
            body = try? container.decode(Body.self, forKey: .body)
        }

        func header(_ name: String) -> Header.Value? { headers.last { $0.name == name }?.value }

        var fileName: String? {
            let disposition = header("content_disposition")?.contentType?.attributes
            let type = header("content_type")?.contentType?.attributes
            return disposition?.first { $0.name == "filename" }?.value
                ?? type?.first { $0.name == "name" }?.value
        }
    }
    var parts: [Part]

    func differences(_ mail: ReceivedMail) -> [String] {
        var found: [String] = []
        guard let top = parts.first else { return ["no part"] }
        func compare(_ what: String, _ theirs: String?, _ ours: String?) {
            guard let theirs, words(theirs) != words(ours ?? "") else { return }
            found.append("\(what): '\(theirs)' is '\(ours ?? "nil")'")
        }
        compare("subject", top.header("subject")?.text, mail.subject)
        compare("message id", top.header("message_id")?.text, mail.messageID)
        let from = top.header("from")?.address
        let person = from?.list?.first ?? from?.group?.first?.addresses.first
        compare("address", person?.address, mail.sender?.address)
        compare("name", person?.name, mail.sender?.name)
        let names = mail.attachments.compactMap(\.fileName)
        for part in parts {
            if let bytes = part.body?.binary ?? part.body?.inlineBinary,
                !mail.attachments.contains(where: { $0.bytes == bytes })
            {
                found.append("file of \(bytes.count) bytes")
            }
            if let name = part.fileName, part.body?.binary != nil, !names.contains(name) {
                found.append("name '\(name)' among \(names)")
            }
            if let text = part.body?.text, part.fileName == nil, !words(text).isEmpty,
                !words(mail.text).contains(words(text)),
                !mail.attachments.contains(where: {
                    words(String(decoding: $0.bytes, as: UTF8.self)) == words(text)
                })
            {
                found.append("text '\(text.prefix(300))' in '\(mail.text.prefix(300))'")
            }
        }
        return found
    }

    private func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
