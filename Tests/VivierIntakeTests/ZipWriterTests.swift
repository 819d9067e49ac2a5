import Foundation
import Testing
import VivierIntake

@Suite("Writing a ZIP archive")
struct ZipWriterTests {
    @Test("an empty archive is the end of a directory")
    func empty() {
        #expect(ZipWriter().end() == Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18))
    }

    @Test("what is written is what the inspector of attachments reads: one stored entry")
    func entry() {
        var zip = ZipWriter()
        let entry = zip.add("é.txt", Array("123456789".utf8))
        // The check value of this CRC, lowest byte first.
        #expect(Array(entry[14..<18]) == [0x26, 0x39, 0xF4, 0xCB])
        #expect(entry.count == 30 + 6 + 9)
        let end = zip.end()
        #expect(end.count == 46 + 6 + 22)
        #expect(Array(end.suffix(12)) == [1, 0, 52, 0, 0, 0, 45, 0, 0, 0, 0, 0])
    }
}
