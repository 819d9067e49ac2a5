/// Reads the fields of a filled PDF form as a submission.
///
/// The file is searched for its objects instead of following its tables: what a
/// viewer appended comes later and counts, and a damaged table does no harm.
/// Nothing is drawn or run.
///
/// - Throws: ``PDFRefusal``, for a file that is encrypted, has no fields of ours or
///   grows beyond all measure.
package func readPDFForm(_ bytes: [UInt8]) throws(PDFRefusal) -> Submission {
    guard bytes.starts(with: Array("%PDF-".utf8)) else { throw .damaged }
    var objects = PDFObjects()
    try objects.read(bytes[...])
    var values: [Submission.Value] = []
    for number in objects.order {
        guard let object = objects[number], case .text(let name)? = object["T"],
            let value = objects.resolved(object["V"])
        else { continue }
        if let read = submitted(pdfString(name), value) { values.append(read) }
    }
    guard values.contains(where: { $0.name == ReservedField.form.rawValue }) else {
        throw .notAForm
    }
    return Submission(values: values)
}

/// A field as a page would send it; `nil` for a box that is not ticked.
private func submitted(_ name: String, _ value: PDFValue) -> Submission.Value? {
    switch value {
    case .text(let bytes):
        let text = pdfString(bytes)
        return text.isEmpty ? nil : Submission.Value(name, text)
    case .name("Off"): return nil
    case .name:
        let parts = name.split(separator: ":", maxSplits: 1)
        return parts.count == 2
            ? Submission.Value(String(parts[0]), String(parts[1])) : Submission.Value(name, "yes")
    default: return nil
    }
}

/// A text string: UTF-16 or UTF-8 with its mark, else nearly Latin-1.
func pdfString(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
        let high = bytes[0] == 0xFE ? 0 : 1
        var units: [UInt16] = []
        for place in stride(from: 2, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[place + high]), UInt16(bytes[place + 1 - high]))
            units.append(first << 8 | second)
        }
        return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for byte in bytes { text.append(documentScalar(byte)) }
    return String(text)
}

/// PDFDocEncoding (ISO 32000-1 §D.2) where it differs from Latin-1 and matters.
private func documentScalar(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case 0x84: "\u{2014}"
    case 0x85: "\u{2013}"
    case 0x8D: "\u{201C}"
    case 0x8E: "\u{201D}"
    case 0x8F: "\u{2018}"
    case 0x90: "\u{2019}"
    case 0x96: "\u{152}"
    case 0x9C: "\u{153}"
    case 0xA0: "\u{20AC}"
    default: Unicode.Scalar(byte)
    }
}

/// The objects of a file by their number, the last of each.
private struct PDFObjects {
    private var found: [Int: PDFValue] = [:]
    /// Numbers in the order they were first met.
    private(set) var order: [Int] = []
    private var unpacked = 0

    private static let maximumObjects = 50_000
    private static let maximumUnpacked = 16 << 20

    subscript(_ number: Int) -> PDFValue? { found[number] }

    func resolved(_ value: PDFValue?) -> PDFValue? {
        if case .reference(let number)? = value { return found[number] }
        return value
    }

    /// Reads every `12 0 obj` and what compressed streams hold of them.
    mutating func read(_ bytes: ArraySlice<UInt8>) throws(PDFRefusal) {
        let mark = Array("obj".utf8)
        var index = bytes.startIndex
        while index + 3 <= bytes.endIndex {
            guard bytes[index] == mark[0], bytes[index..<index + 3].elementsEqual(mark) else {
                index += 1
                continue
            }
            let after = index + 3
            guard let number = objectNumber(before: index, in: bytes) else {
                index = after
                continue
            }
            var scanner = PDFScanner(bytes, at: after)
            guard let value = scanner.value() else {
                index = after
                continue
            }
            try add(value, as: number)
            index = max(after, scanner.index)
            if case .name("ObjStm")? = value["Type"] {
                try unpack(value, bytes, after: &index)
            } else if value["Encrypt"] != nil {
                throw .encrypted
            }
        }
        if hasEncryptedTrailer(bytes) { throw .encrypted }
    }

    private mutating func add(_ value: PDFValue, as number: Int) throws(PDFRefusal) {
        if found[number] == nil { order.append(number) }
        guard order.count <= Self.maximumObjects else { throw .tooLarge }
        found[number] = value
    }

    /// The `12` of `12 0 obj`.
    private func objectNumber(before index: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        var place = index - 1
        func back(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
            let end = place + 1
            while place >= bytes.startIndex, end - place < 20, condition(bytes[place]) {
                place -= 1
            }
            return bytes[place + 1..<end]
        }
        guard !back(while: isPDFBlank).isEmpty,
            !back(while: { (48...57).contains($0) }).isEmpty,
            !back(while: isPDFBlank).isEmpty
        else { return nil }
        return Int(String(decoding: back(while: { (48...57).contains($0) }), as: UTF8.self))
    }

    /// The objects inside a compressed stream (ISO 32000-1 §7.5.7).
    private mutating func unpack(
        _ value: PDFValue,
        _ bytes: ArraySlice<UInt8>,
        after index: inout Int
    ) throws(PDFRefusal) {
        guard let start = find("stream", in: bytes, from: index).map({ $0 + 6 }),
            let end = find("endstream", in: bytes, from: start),
            let count = value["N"]?.int, let first = value["First"]?.int, count >= 0, first >= 0
        else { throw .damaged }
        index = end
        var data = bytes[start..<end]
        if data.first == 13 { data.removeFirst() }
        if data.first == 10 { data.removeFirst() }
        if value["Filter"] != nil {
            data = try inflated(data, limit: Self.maximumUnpacked - unpacked)[...]
        }
        unpacked += data.count
        var head = PDFScanner(data, at: data.startIndex)
        for _ in 0..<min(count, Self.maximumObjects) {
            guard let number = head.value()?.int, let offset = head.value()?.int else { return }
            guard offset >= 0, first + offset < data.count else { continue }
            var scanner = PDFScanner(data, at: data.startIndex + first + offset)
            if let value = scanner.value() { try add(value, as: number) }
        }
    }

    private func hasEncryptedTrailer(_ bytes: ArraySlice<UInt8>) -> Bool {
        var place = bytes.startIndex
        while let trailer = find("trailer", in: bytes, from: place) {
            place = trailer + 7
            var scanner = PDFScanner(bytes, at: place)
            if scanner.value()?["Encrypt"] != nil { return true }
        }
        return false
    }

    private func find(_ word: String, in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        let wanted = Array(word.utf8)
        var index = start
        while index + wanted.count <= bytes.endIndex {
            if bytes[index] == wanted[0], bytes[index..<index + wanted.count].elementsEqual(wanted)
            {
                return index
            }
            index += 1
        }
        return nil
    }
}
