/// How the numbers of a language are written, from `number.*` of its texts.
struct NumberStyle: Sendable {
    private let decimal: [UInt8]
    private let thousands: [UInt8]

    init(_ texts: InterfaceTexts) {
        decimal = Array((texts["number.decimal"] ?? ",").utf8)
        thousands = Array((texts["number.thousands"] ?? "\u{202F}").utf8)
    }

    /// A number with its thousands apart and at most two decimals: "2 050,50".
    func text(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        let cents = Int((abs(value) * 100).rounded())
        var text = value < 0 && cents > 0 ? Array("\u{2212}".utf8) : []
        let digits = String(cents / 100).utf8
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += thousands }
            text.append(digit)
        }
        let rest = cents % 100
        if rest > 0 { text += decimal + (rest < 10 ? [48] : []) + String(rest).utf8 }
        return String(decoding: text, as: UTF8.self)
    }
}
