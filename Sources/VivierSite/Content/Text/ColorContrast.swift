import Glibc
import VivierCrypto

/// A colour of sRGB, a byte for each part.
struct Color: Sendable, Equatable {
    private let parts: [UInt8]

    /// Reads `#rrggbb`.
    init?(_ text: String) {
        guard text.utf8.count == 7, text.hasPrefix("#"),
            let number = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        parts = [16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private init(parts: [UInt8]) { self.parts = parts }

    static let black = Color(parts: [0, 0, 0])
    static let white = Color(parts: [255, 255, 255])

    /// `#rrggbb`.
    var text: String { "#" + hexadecimal(parts) }

    /// Relative luminance (WCAG 2.2), from 0 to 1.
    private var luminance: Double {
        let linear = parts.map { part in
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Contrast ratio (WCAG 2.2), from 1 to 21.
    func contrast(with other: Color) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// A mixture: all of this at 0, all of `other` at 1.
    fileprivate func mixed(with other: Color, _ share: Double) -> Color {
        Color(
            parts: zip(parts, other.parts).map { own, other in
                UInt8((Double(own) + (Double(other) - Double(own)) * share).rounded())
            }
        )
    }
}

/// The grounds that the accent is read on, and that stand as text on it.
struct Grounds: Sendable {
    let all: [Color]
    /// Where a colour goes that is too near to them.
    let away: Color

    /// `--paper` and `--on` of the theme.
    static let light = Grounds(all: ["#fbfbfa", "#ffffff"].compactMap(Color.init), away: .black)
    static let dark = Grounds(all: ["#10171a", "#06252d"].compactMap(Color.init), away: .white)

    /// What text needs at least (WCAG 2.2, 1.4.3).
    static let needed = 4.5

    /// The ground that a colour is read worst on, if it cannot be read well.
    func worst(for color: Color) -> (ground: Color, contrast: Double)? {
        let contrasts = all.map { (ground: $0, contrast: color.contrast(with: $0)) }
        return contrasts.filter { $0.contrast < Self.needed }.min { $0.contrast < $1.contrast }
    }

    /// The colour itself if it can be read, else the first that can on the way to black or white.
    func nearest(to color: Color) -> Color {
        for step in 0..<256 {
            let candidate = color.mixed(with: away, Double(step) / 255)
            if worst(for: candidate) == nil { return candidate }
        }
        return away
    }
}
