/// A value as Python's `str` writes it, which is what Jinja prints.
///
/// An undefined value is the empty text here; whoever must refuse it does so
/// before.
func pythonText(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .safe(let html): html.text
    case .undefined: ""
    case .int(let number): String(number)
    default: pythonRepr(value)
    }
}

/// A value as Python's `repr` writes it: this is how the items of a list print.
///
/// Nesting deeper than 100 is cut to `...`; a template can build a list in a list
/// in a loop.
func pythonRepr(_ value: Value, depth: Int = 0) -> String {
    guard depth < 100 else { return "..." }
    func joined(_ values: [Value]) -> String {
        values.map { pythonRepr($0, depth: depth + 1) }.joined(separator: ", ")
    }
    func pairs(_ pairs: some Sequence<(Value, Value)>) -> String {
        let texts = pairs.map { key, value in
            pythonRepr(key, depth: depth + 1) + ": " + pythonRepr(value, depth: depth + 1)
        }
        return "{" + texts.joined(separator: ", ") + "}"
    }
    switch value {
    case .undefined: return "Undefined"
    case .none: return "None"
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return String(number)
    case .double(let number): return pythonFloat(number)
    case .string(let text): return pythonQuoted(text)
    case .safe(let html): return "Markup(\(pythonQuoted(html.text)))"
    case .list(let values): return "[" + joined(values) + "]"
    case .tuple(let values):
        return "(" + joined(values) + (values.count == 1 ? ",)" : ")")
    case .map(let map): return pairs(zip(map.keys, map.values))
    case .record(let record):
        return pairs(zip(record.shape.names.map(Value.string), record.values))
    case .object(let object): return object.description
    case .runtime(let handle): return "<\(handle.kind.rawValue)>"
    }
}

/// A floating-point number as Python writes it: the shortest digits that give the
/// same number back, an exponent from 16 places before the point or 5 after it.
func pythonFloat(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    let sign = number.sign == .minus ? "-" : ""
    let parts = "\(number.magnitude)".split(separator: "e", omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var digits = Array(whole + fraction)
    // The number is 0.digits times ten to the power of `point`.
    var point = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.count > 1, digits.first == "0" {
        digits.removeFirst()
        point -= 1
    }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    if digits == ["0"] { return sign + "0.0" }
    let exponent = point - 1
    if exponent < -4 || exponent >= 16 {
        let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
        let tail = digits.count > 1 ? "." + String(digits[1...]) : ""
        return sign + String(digits[0]) + tail + "e" + (exponent < 0 ? "-" : "+") + power
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + String(digits) }
    if point >= digits.count {
        return sign + String(digits) + String(repeating: "0", count: point - digits.count) + ".0"
    }
    return sign + String(digits[..<point]) + "." + String(digits[point...])
}

/// A text in quotes as Python's `repr` writes it.
func pythonQuoted(_ text: String) -> String {
    let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\", quote:
            result.append("\\")
            result.append(scalar)
        case "\n": result.append(contentsOf: "\\n".unicodeScalars)
        case "\r": result.append(contentsOf: "\\r".unicodeScalars)
        case "\t": result.append(contentsOf: "\\t".unicodeScalars)
        default:
            if isPrintable(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: pythonEscape(scalar).unicodeScalars)
            }
        }
    }
    result.append(quote)
    return String(result)
}

/// `\x00`, `\u0000` or `\U00000000`, whichever is long enough.
private func pythonEscape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let (letter, width) =
        switch scalar.value {
        case ..<0x100: ("x", 2)
        case ..<0x1_0000: ("u", 4)
        default: ("U", 8)
        }
    return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
}

private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator, .spaceSeparator:
        return false
    default: return true
    }
}
