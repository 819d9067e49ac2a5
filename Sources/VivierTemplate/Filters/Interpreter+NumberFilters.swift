extension Interpreter {
    func numberFilter(_ input: FilterInput) throws(FilterFailure) -> Value {
        switch input.filter {
        case .abs:
            switch input.value {
            case .int(let number):
                guard number != .min else { throw Arithmetic.tooLarge }
                return .int(Swift.abs(number))
            case .bool(let flag): return .int(flag ? 1 : 0)
            case .double(let number): return .double(number.magnitude)
            default: throw input.unfit("a number")
            }
        case .int: return try integer(input)
        case .float:
            if let number = input.value.number { return .double(number) }
            if let text = input.value.text, let number = PythonNumber.float(text) {
                return .double(number)
            }
            return input.arguments.first.flatMap(\.self) ?? .double(0)
        case .round: return try rounded(input)
        default: return try fileSize(input)
        }
    }

    private func integer(_ input: FilterInput) throws(FilterFailure) -> Value {
        let standard = input.arguments.first.flatMap(\.self) ?? .int(0)
        switch input.value {
        case .int, .bool: return .int(input.value.integer ?? 0)
        case .double(let number):
            return Int(exactly: number.rounded(.towardZero)).map(Value.int) ?? standard
        case .string, .safe:
            let text = input.value.text ?? ""
            let base = try input.integer(1, 10)
            if let number = PythonNumber.integer(text, base: base) { return .int(number) }
            guard let number = PythonNumber.float(text),
                let whole = Int(exactly: number.rounded(.towardZero))
            else { return standard }
            return .int(whole)
        default: return standard
        }
    }

    private func rounded(_ input: FilterInput) throws(FilterFailure) -> Value {
        let precision = try input.integer(0, 0)
        let method = input.text(1, "common")
        guard (-300...300).contains(precision) else {
            throw FilterFailure("a precision is at most 300", code: "bad-arguments")
        }
        guard let number = input.value.number else { throw input.unfit("a number") }
        switch method {
        case "common":
            if case .double = input.value {} else if precision >= 0 { return input.value }
            let result = PythonNumber.rounded(number, precision)
            if case .double = input.value { return .double(result) }
            return Int(exactly: result).map(Value.int) ?? .double(result)
        case "ceil", "floor":
            let scale = try Arithmetic.raised(10, to: Double(precision))
            let rule: FloatingPointRoundingRule = method == "ceil" ? .up : .down
            return .double((number * scale).rounded(rule) / scale)
        default:
            throw FilterFailure(
                "there is no way of rounding called '\(method)'",
                hint: "use 'common', 'ceil' or 'floor'",
                code: "bad-arguments"
            )
        }
    }

    private func fileSize(_ input: FilterInput) throws(FilterFailure) -> Value {
        let given = input.value.number ?? input.value.text.flatMap(PythonNumber.float)
        guard let bytes = given else { throw input.unfit("a number") }
        let isBinary = input.flag(0)
        let base = isBinary ? 1024.0 : 1000.0
        if bytes == 1 { return .string("1 Byte") }
        if bytes < base { return .string("\(Int(exactly: bytes.rounded(.towardZero)) ?? 0) Bytes") }
        let prefixes = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
        var unit = base
        for (position, prefix) in prefixes.enumerated() {
            unit *= base
            if bytes < unit || position == prefixes.count - 1 {
                let text = PythonNumber.fixed(base * bytes / unit, 1)
                let name = isBinary ? prefix.uppercased() + "iB" : prefix + "B"
                return .string(text + " " + name)
            }
        }
        return input.value
    }
}

/// Numbers as Python reads and writes them in texts.
enum PythonNumber {
    static func integer(_ text: String, base: Int) -> Int? {
        guard base == 0 || (2...36).contains(base) else { return nil }
        var digits = trimmed(text)
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        var radix = base == 0 ? 10 : base
        let prefixes = [("0x", 16), ("0o", 8), ("0b", 2)]
        for (prefix, its) in prefixes
        where (base == its || base == 0) && digits.lowercased().hasPrefix(prefix) {
            digits.removeFirst(2)
            radix = its
        }
        guard isGrouped(digits), !digits.hasPrefix("-"), !digits.hasPrefix("+") else { return nil }
        return Int((isNegative ? "-" : "") + digits.filter { $0 != "_" }, radix: radix)
    }

    static func float(_ text: String) -> Double? {
        let digits = trimmed(text)
        let letters = digits.lowercased().filter(\.isLetter)
        guard ["", "e", "inf", "infinity", "nan"].contains(letters), isGrouped(digits) else {
            return nil
        }
        return Double(digits.filter { $0 != "_" })
    }

    /// Whether underscores stand between digits only.
    private static func isGrouped(_ digits: String) -> Bool {
        !digits.isEmpty && !digits.hasPrefix("_") && !digits.hasSuffix("_")
            && !digits.contains("__")
    }

    private static func trimmed(_ text: String) -> String {
        TextWork.stripped(text, leading: true, trailing: true, Whitespace.contains)
    }

    /// A number with a fixed count of decimals, rounded as Python does: by its
    /// exact worth, halves to even.
    static func fixed(_ number: Double, _ decimals: Int) -> String {
        guard number.isFinite else { return pythonFloat(number) }
        let decimals = max(0, min(decimals, 300))
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let product = number.magnitude * scale
        // Beyond this a number has no decimals to round, or too many to count.
        guard product < 4_503_599_627_370_496, decimals <= 15 else {
            return plain(pythonFloat(number), decimals)
        }
        let residue = (-product).addingProduct(number.magnitude, scale)
        var whole = product.rounded(.down)
        let fraction = (product - whole) + residue
        if fraction > 0.5 || (fraction == 0.5 && whole.truncatingRemainder(dividingBy: 2) == 1) {
            whole += 1
        } else if fraction < 0 {
            whole -= 1
            if fraction + 1 > 0.5 { whole += 1 }
        }
        var digits = String(Int(whole))
        while digits.count <= decimals { digits = "0" + digits }
        let sign = number.sign == .minus ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    /// A number whose shortest digits are all there is, padded with zeros.
    private static func plain(_ text: String, _ decimals: Int) -> String {
        guard !text.contains("e") else { return text }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        guard decimals > 0 else { return String(parts[0]) }
        let padding = String(repeating: "0", count: max(0, decimals - fraction.count))
        return parts[0] + "." + fraction.prefix(decimals) + padding
    }

    /// A number rounded to decimals; negative ones round tens and hundreds.
    static func rounded(_ number: Double, _ decimals: Int) -> Double {
        guard number.isFinite else { return number }
        if decimals >= 0 { return Double(fixed(number, decimals)) ?? number }
        var scale = 1.0
        for _ in 0..<min(-decimals, 300) { scale *= 10 }
        return (number / scale).rounded(.toNearestOrEven) * scale
    }
}
