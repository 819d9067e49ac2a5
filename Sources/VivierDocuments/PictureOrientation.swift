/// How a picture has to be turned to stand upright: the orientation of Exif 2.32 (§4.6.4, tag 274).
struct PictureOrientation: Equatable {
    /// 1 to 8; 1 is upright, 2 is 1 in a mirror, and so on in pairs, 5 to 8 lie on a side.
    let code: Int

    /// That of a picture that does not say.
    static let upright = PictureOrientation(code: 1)

    private init(code: Int) { self.code = code }

    /// Reads it from the Exif data of a file; whatever cannot be read says nothing.
    init(_ picture: [UInt8], isPNG: Bool) {
        let data = isPNG ? PNGData.chunk("eXIf", of: picture) : exifSegment(of: picture)
        self = data.flatMap { TIFFHeader($0) }?.orientation ?? .upright
    }

    fileprivate init?(tag value: Int) {
        guard (1...8).contains(value) else { return nil }
        code = value
    }

    /// Whether width and height change places.
    var isSideways: Bool { code >= 5 }

    /// Puts the unit square that PDF draws pictures in (PDF 32000-1 §8.9.5.1) upright onto a page.
    func matrix(width: Int, height: Int) -> String {
        let (w, h) = (width, height)
        let numbers: [Int] =
            switch code {
            case 2: [-w, 0, 0, h, w, 0]
            case 3: [-w, 0, 0, -h, w, h]
            case 4: [w, 0, 0, -h, 0, h]
            case 5: [0, -h, -w, 0, w, h]
            case 6: [0, -h, w, 0, 0, h]
            case 7: [0, h, w, 0, 0, 0]
            case 8: [0, h, -w, 0, w, 0]
            default: [w, 0, 0, h, 0, 0]
            }
        return numbers.map { "\($0)" }.joined(separator: " ")
    }
}

/// The Exif data of a JPEG file: the first APP1 segment that begins with its name.
private func exifSegment(of picture: [UInt8]) -> ArraySlice<UInt8>? {
    let name = Array("Exif".utf8) + [0, 0]
    var place = 2
    while place + 4 <= picture.count, picture[place] == 0xFF {
        let code = picture[place + 1]
        // Behind these stands the picture itself.
        guard code != 0xDA, code != 0xD9 else { return nil }
        let length = Int(picture[place + 2]) << 8 | Int(picture[place + 3])
        let end = place + 2 + length
        guard length >= 2, end <= picture.count else { return nil }
        let content = picture[(place + 4)..<end]
        if code == 0xE1, content.starts(with: name) { return content.dropFirst(name.count) }
        place = end
    }
    return nil
}

/// The first directory of TIFF data (TIFF 6.0 §2), which Exif data is.
private struct TIFFHeader {
    private let bytes: [UInt8]
    private let isLittle: Bool

    init?(_ data: ArraySlice<UInt8>) {
        bytes = Array(data)
        if bytes.starts(with: Array("II".utf8) + [42, 0]) {
            isLittle = true
        } else if bytes.starts(with: Array("MM".utf8) + [0, 42]) {
            isLittle = false
        } else {
            return nil
        }
    }

    var orientation: PictureOrientation? {
        guard let start = number(at: 4, 4), let count = number(at: start, 2) else { return nil }
        for entry in 0..<count {
            let place = start + 2 + 12 * entry
            guard let tag = number(at: place, 2), let type = number(at: place + 2, 2),
                let value = number(at: place + 8, 2)
            else { return nil }
            // A short number, of which there is one.
            if tag == 0x0112, type == 3 { return PictureOrientation(tag: value) }
        }
        return nil
    }

    private func number(at place: Int, _ length: Int) -> Int? {
        guard place >= 0, place + length <= bytes.count else { return nil }
        let digits = bytes[place..<(place + length)]
        return isLittle
            ? digits.reversed().reduce(0) { $0 << 8 | Int($1) }
            : digits.reduce(0) { $0 << 8 | Int($1) }
    }
}
