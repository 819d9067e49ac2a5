/// A ZIP archive made by hand, so that tests can write what no program would.
struct Archive {
    struct Entry {
        var name: String
        var content: [UInt8] = [0x78]
        var flags = 0
        var method = 0
        var unpacked: Int?
        var mode = 0
        var offset: Int?
    }

    var entries: [Entry] = []
    var between: [UInt8] = []
    var comment: [UInt8] = []
    var count: Int?

    static var docx: Archive {
        Archive(entries: [Entry(name: "[Content_Types].xml"), Entry(name: "word/document.xml")])
    }

    static var odt: Archive {
        let type = "application/vnd.oasis.opendocument.text"
        return Archive(entries: [
            Entry(name: "mimetype", content: Array(type.utf8)), Entry(name: "content.xml"),
        ])
    }

    var bytes: [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let unpacked = entry.unpacked ?? entry.content.count
            let name = Array(entry.name.utf8)
            let common =
                number(20, 2) + number(entry.flags, 2) + number(entry.method, 2) + number(0, 8)
                + number(entry.content.count, 4) + number(unpacked, 4) + number(name.count, 2)
            directory +=
                number(0x0201_4B50, 4) + number(0x0314, 2) + common + number(0, 8)
                + number(0, 2) + number(entry.mode, 2) + number(entry.offset ?? archive.count, 4)
                + name
            archive += number(0x0403_4B50, 4) + common + number(0, 2) + name + entry.content
        }
        archive += between
        let end =
            number(0x0605_4B50, 4) + number(0, 4) + number(count ?? entries.count, 2)
            + number(count ?? entries.count, 2) + number(directory.count, 4)
            + number(archive.count, 4) + number(comment.count, 2)
        return archive + directory + end + comment
    }

    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
    }
}
