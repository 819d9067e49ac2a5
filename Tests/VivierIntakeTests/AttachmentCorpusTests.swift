import Foundation
import Testing
import VivierIntake
import VivierTestSupport

@Suite("files of others", .enabled(if: corporaFolder() != nil))
struct AttachmentCorpusTests {
    private static func files(below folder: String) -> [URL] {
        let root = corporaFolder()?.appending(path: folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root?.path ?? "")) ?? []
        return names.sorted().compactMap { root?.appending(path: $0) }
    }

    @Test("every PDF of pdfminer is one", arguments: files(below: "filetypes/pdfminer-samples"))
    func pdf(file: URL) throws {
        let bytes = Array(try Data(contentsOf: file))
        let verdict = inspect(file.lastPathComponent, bytes)
        #expect(verdict.isAcceptable == (file.pathExtension == "pdf"))
        let isEncrypted = file.lastPathComponent.contains("__encryption__")
        #expect(!isEncrypted || verdict.findings.contains(.pdfEncrypted))
    }

    @Test("no attack passes under its own name, nor as a picture, document or PDF")
    func attacks() throws {
        for file in Self.files(below: "xss/payloadsallthethings") {
            let bytes = Array(try Data(contentsOf: file))
            if file.pathExtension != "txt" {
                #expect(inspect(file.lastPathComponent, bytes).findings == [.unknownExtension])
            }
            for name in ["a.pdf", "a.png", "a.jpg", "a.docx", "a.odt"] {
                #expect(inspect(name, bytes).findings == [.contentDiffers])
            }
        }
    }
}
