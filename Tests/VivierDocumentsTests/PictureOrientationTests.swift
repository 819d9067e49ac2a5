import Testing

@testable import VivierDocuments

/// Exif data with one entry in its first directory.
private func exif(tag: UInt8 = 0x12, type: UInt8 = 3, value: UInt8, isLittle: Bool) -> [UInt8] {
    isLittle
        ? Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, tag, 1, type, 0, 1, 0, 0, 0, value, 0, 0, 0]
        : Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 1, tag, 0, type, 0, 0, 0, 1, 0, value, 0, 0]
}

private func jpeg(_ exif: [UInt8]) -> [UInt8] {
    let content = Array("Exif".utf8) + [0, 0] + exif
    let length = content.count + 2
    return [0xFF, 0xD8, 0xFF, 0xE0, 0, 2, 0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)]
        + content + [0xFF, 0xDA]
}

private func png(_ exif: [UInt8]) -> [UInt8] {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    return signature + [0, 0, 0, UInt8(exif.count)] + Array("eXIf".utf8) + exif + [0, 0, 0, 0]
}

@Suite("The orientation of a picture")
struct PictureOrientationTests {
    @Test("is read in both orders of bytes, from JPEG and PNG", arguments: 1...8)
    func codes(code: Int) {
        for isLittle in [true, false] {
            let data = exif(value: UInt8(code), isLittle: isLittle)
            #expect(PictureOrientation(jpeg(data), isPNG: false).code == code)
            #expect(PictureOrientation(png(data), isPNG: true).code == code)
        }
    }

    @Test("is upright where nothing says so, or something else")
    func silence() {
        let others = [
            exif(value: 0, isLittle: true), exif(value: 9, isLittle: false),
            exif(tag: 0x13, value: 6, isLittle: true), exif(type: 4, value: 6, isLittle: true),
            [], Array("II".utf8),
        ]
        for data in others {
            #expect(PictureOrientation(jpeg(data), isPNG: false) == .upright)
            #expect(PictureOrientation(png(data), isPNG: true) == .upright)
        }
        #expect(PictureOrientation([], isPNG: false) == .upright)
    }

    @Test("of damaged data is some orientation, and no crash")
    func damage() {
        var generator = SystemRandomNumberGenerator()
        for isPNG in [true, false] {
            for isLittle in [true, false] {
                let data = exif(value: 6, isLittle: isLittle)
                let whole = isPNG ? png(data) : jpeg(data)
                for length in 0..<whole.count {
                    _ = PictureOrientation(Array(whole.prefix(length)), isPNG: isPNG)
                }
                for _ in 0..<20_000 {
                    var odd = whole
                    for _ in 0..<3 {
                        let place = Int.random(in: 0..<odd.count, using: &generator)
                        odd[place] = [0, 1, 0x7F, 0xFF].randomElement(using: &generator) ?? 0
                    }
                    #expect((1...8).contains(PictureOrientation(odd, isPNG: isPNG).code))
                }
            }
        }
    }
}
