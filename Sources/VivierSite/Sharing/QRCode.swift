import CQREncode
import VivierMarkup

/// A QR code (ISO/IEC 18004): a square of dark and light modules that cameras read.
struct QRCode: Equatable {
    let text: String
    /// Modules in a row.
    let width: Int
    /// Row by row.
    let isDark: [Bool]

    /// The smallest code that holds the text and can be read with a seventh of it covered.
    ///
    /// - Returns: `nil` for a text of more than 2331 bytes.
    init?(_ text: String) {
        // qrencode.h: the caller frees the code with QRcode_free.
        guard let code = unsafe QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { unsafe QRcode_free(code) }
        self.text = text
        width = unsafe Int(code.pointee.width)
        // qrencode.h: one byte a module, whose lowest bit says that it is dark.
        isDark = unsafe UnsafeBufferPointer(start: code.pointee.data, count: width * width)
            .map { $0 & 1 == 1 }
    }

    /// A picture of it, titled with its text, with the four light modules around that readers
    /// ask for.
    ///
    /// Dark on light in any colour scheme: many cameras do not read the reverse.
    var svg: String {
        let quiet = 4
        let side = width + 2 * quiet
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let run = isDark[(row * width + column)..<((row + 1) * width)].prefix { $0 }.count
                if run > 0 { path += "M\(column + quiet) \(row + quiet)h\(run)v1h-\(run)z" }
                column += run + 1
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" \
            width="\(side * 8)" height="\(side * 8)" shape-rendering="crispEdges">\
            <title>\(escaped(text))</title>\
            <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(path)"/></svg>

            """
    }
}
