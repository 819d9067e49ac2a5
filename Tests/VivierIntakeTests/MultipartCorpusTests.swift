import Foundation
import Testing
import VivierIntake
import VivierTestSupport

/// The bodies of python-multipart and werkzeug, with what those expect of them.
@Suite("multipart bodies of others", .enabled(if: corporaFolder() != nil))
struct MultipartCorpusTests {
    private static func bodies(of project: String) -> [URL] {
        let folder = corporaFolder()?.appending(path: "multipart/\(project)")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder?.path ?? "")) ?? []
        return names.sorted().filter { $0.hasSuffix(".http") }.compactMap {
            folder?.appending(path: $0)
        }
    }

    @Test("python-multipart", arguments: bodies(of: "python-multipart"))
    func pythonMultipart(body: URL) throws {
        let yaml = body.deletingPathExtension().appendingPathExtension("yaml")
        let expectation = Expectation(try String(contentsOf: yaml, encoding: .utf8))
        let bytes = Array(try Data(contentsOf: body))
        let type = "multipart/form-data; boundary=\"\(expectation.boundary)\""
        #expect(readInEveryWay(bytes, as: type).count == 1, "pieces change the result")
        let reading = read(bytes, as: type)
        if expectation.isError {
            #expect(reading.parts == nil)
        } else {
            let parts = try #require(reading.parts).map {
                Expectation.Part(
                    name: $0.header.name,
                    file: $0.header.fileName,
                    data: Data($0.bytes)
                )
            }
            #expect(parts == expectation.parts)
        }
    }

    @Test("werkzeug", arguments: bodies(of: "werkzeug"))
    func werkzeug(body: URL) throws {
        let bytes = Array(try Data(contentsOf: body))
        let firstLine = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let boundary = String(decoding: firstLine.dropFirst(2), as: UTF8.self)
        let type = "multipart/form-data; boundary=\"\(boundary)\""
        #expect(readInEveryWay(bytes, as: type).count == 1, "pieces change the result")
        let parts = try #require(read(bytes, as: type).parts)
        let prefix = body.path.replacing("request.http", with: "")
        guard prefix != body.path, prefix.hasSuffix("__") else {
            // The body of Internet Explorer 7 has no files beside it.
            #expect(
                parts.map(\.header.name) == [
                    "file-form-submit-flag", "categoryId", "title", "description",
                    "cb_file_upload_multiple", "submit",
                ]
            )
            return
        }
        let expected = try ["file1.png", "file2.png"].map {
            try Data(contentsOf: URL(filePath: prefix + $0))
        }
        #expect(parts.prefix(2).map { Data($0.bytes) } == expected)
        // The text beside the body has the line ends of the machine it was saved on.
        let text = try String(contentsOf: URL(filePath: prefix + "text.txt"), encoding: .utf8)
        let lines = String(decoding: parts[2].bytes, as: UTF8.self).split(separator: "\r\n")
        #expect(lines == text.split(whereSeparator: \.isNewline))
        #expect(parts.map { $0.header.fileName != nil } == [true, true, false])
    }
}

/// The expectation files of python-multipart: a list of maps in YAML, read line by line.
private struct Expectation {
    struct Part: Equatable {
        var name: String
        var file: String?
        var data = Data()
    }

    var boundary = ""
    var isError = false
    var parts: [Part] = []

    init(_ yaml: String) {
        for line in yaml.split(separator: "\n").map({ $0.drop { " -".contains($0) } }) {
            let pair = line.split(separator: ": ", maxSplits: 1).map(String.init)
            let value = pair.last ?? ""
            switch pair.first {
            case "boundary": boundary = value
            case "error": isError = true
            case "name": parts.append(Part(name: value))
            case "file_name": parts[parts.count - 1].file = value
            case "type", "content_type", "data", "expected:", "expected": break
            default:
                if let data = Data(base64Encoded: String(line)) {
                    parts[parts.count - 1].data += data
                }
            }
        }
        // The boundary may begin with the dashes that are dropped from lists.
        boundary =
            yaml.split(separator: "\n").first { $0.hasPrefix("boundary: ") }
            .map { String($0.dropFirst("boundary: ".count)) } ?? ""
    }
}
