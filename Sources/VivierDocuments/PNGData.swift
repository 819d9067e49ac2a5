/// The chunks of a PNG picture that PDF can show as they are (PNG §5.3, PDF 32000-1 §7.4.4.4).
struct PNGData {
    private var header: [UInt8] = []
    private var palette: [UInt8] = []
    private var data: [UInt8] = []

    init?(_ picture: [UInt8]) {
        for (name, content) in Self.chunks(of: picture) {
            switch name {
            case "IHDR": header = Array(content)
            case "PLTE": palette = Array(content)
            case "IDAT": data += content
            default: break
            }
        }
        guard header.count == 13, !data.isEmpty else { return nil }
    }

    /// The first chunk of a name.
    static func chunk(_ name: String, of picture: [UInt8]) -> ArraySlice<UInt8>? {
        chunks(of: picture).first { $0.name == name }?.content
    }

    private static func chunks(
        of picture: [UInt8]
    ) -> some Sequence<(name: String, content: ArraySlice<UInt8>)> {
        sequence(state: 8) { (place: inout Int) -> (name: String, content: ArraySlice<UInt8>)? in
            guard place + 12 <= picture.count else { return nil }
            let length = picture[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: picture[place + 4..<place + 8], as: UTF8.self)
            let start = place + 8
            guard length <= picture.count - start - 4 else { return nil }
            place = start + length + 4
            return (name, picture[start..<start + length])
        }
    }

    /// `nil` for a picture whose lines are interlaced, which PDF does not know.
    var image: ImageData? {
        guard header[12] == 0 else { return nil }
        let bits = header[8]
        let space: String
        var colors = 1
        var function: Function?
        switch header[9] {
        case 0: space = "/DeviceGray"
        case 2: (colors, space) = (3, "/DeviceRGB")
        case 3:
            guard !palette.isEmpty, palette.count.isMultiple(of: 3) else { return nil }
            let values = palette.prefix(768).map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
            space = "[/Indexed/DeviceRGB \(min(256, palette.count / 3) - 1)<\(values)>]"
        case 4:
            (colors, function) = (2, .greyOnWhite)
            space = "[/DeviceN[/G/A]/DeviceGray \(ImageData.functionNumber) 0 R]"
        case 6:
            (colors, function) = (4, .colorsOnWhite)
            space = "[/DeviceN[/R/G/B/A]/DeviceRGB \(ImageData.functionNumber) 0 R]"
        default: return nil
        }
        let width = header[..<4].reduce(0) { $0 << 8 | Int($1) }
        return ImageData(
            entries: "/BitsPerComponent \(bits)/ColorSpace\(space)/Filter/FlateDecode"
                + "/DecodeParms<</Predictor 15/Colors \(colors)/BitsPerComponent \(bits)"
                + "/Columns \(width)>>",
            data: data,
            function: function?.object
        )
    }
}

/// How colours that can be seen through look on white: each is c × a + 1 − a.
private enum Function {
    case greyOnWhite
    case colorsOnWhite

    var object: ImageData.Function {
        switch self {
        case .greyOnWhite:
            ImageData.Function(
                entries: "<</FunctionType 4/Domain[0 1 0 1]/Range[0 1]",
                program: "{dup 3 1 roll mul exch 1 exch sub add}"
            )
        case .colorsOnWhite:
            ImageData.Function(
                entries: "<</FunctionType 4/Domain[0 1 0 1 0 1 0 1]/Range[0 1 0 1 0 1]",
                program: "{4 1 roll "
                    + String(repeating: "3 index mul 3 index 1 exch sub add 3 1 roll ", count: 3)
                    + "4 -1 roll pop}"
            )
        }
    }
}
