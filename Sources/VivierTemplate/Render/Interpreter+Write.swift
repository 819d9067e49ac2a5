extension Interpreter {
    /// Prints a node.
    @inline(__always)
    mutating func write(
        _ number: Int,
        _ mode: EscapeMode,
        _ activation: inout Activation
    ) throws(Fault) {
        let node = unsafe nodes[number]
        if node.kind == .call || node.kind == .method || node.kind == .parentBlock,
            mode == .html || mode == .none, try writeCall(number, mode, &activation)
        {
            return
        }
        if let place = unsafe locate(number, &activation) {
            return unsafe try write(at: place, mode, number)
        }
        let value = try evaluate(number, &activation)
        try write(value, mode, number)
    }

    /// Prints a value.
    mutating func write(_ value: Value, _ mode: EscapeMode, _ number: Int) throws(Fault) {
        var value = value
        try unsafe withUnsafePointer(to: &value) { place throws(Fault) in
            unsafe try write(at: place, mode, number)
        }
    }

    /// Prints the value that stands somewhere.
    @inline(__always)
    private mutating func write(
        at place: UnsafePointer<Value>,
        _ mode: EscapeMode,
        _ number: Int
    ) throws(Fault) {
        switch unsafe place.pointee {
        case .string(let text):
            switch mode {
            case .html, .attribute: try writeHTML(text, number)
            case .jsonValue: try writeJSONText(text, number)
            case .urlStart, .urlScheme, .urlPath, .urlQuery: try writeURL(text, mode, number)
            case .jsonString: try writeJSONText(text, quoted: false, number)
            default: try unsafe writeRare(place.pointee, mode, number)
            }
        case .safe(let html):
            if mode == .html || mode == .none || (mode == .jsonValue && html.kind == .json) {
                try writeRaw(html.bytes, number)
            } else {
                try unsafe writeRare(place.pointee, mode, number)
            }
        case .int(let integer): try writeInteger(integer, number)
        case .double(let double): try writeDouble(double, number)
        default: try unsafe writeRare(place.pointee, mode, number)
        }
    }

    private mutating func writeHTML(_ text: String, _ number: Int) throws(Fault) {
        let count = text.utf8.count
        guard output.reserve(count &* Escaper.growth) else {
            return try writeLong(Array(text.utf8), number)
        }
        var buffer = output
        let done: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { source in
            guard let base = source.baseAddress else { return }
            buffer.count &+= unsafe escaper.html(base, count, buffer.base + buffer.count)
        }
        output = buffer
        if done == nil { try writeRaw(escapedHTML(text), number) }
    }

    /// Prints a text that needs no escaping.
    private mutating func writePlain(_ text: String, _ number: Int) throws(Fault) {
        let count = text.utf8.count
        guard output.reserve(count) else { throw tooLong(at: program.parts.nodePlaces[number]) }
        var buffer = output
        let done: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { source in
            guard let base = source.baseAddress else { return }
            unsafe buffer.append(base, count)
        }
        output = buffer
        if done == nil { try writeRaw(Array(text.utf8), number) }
    }

    mutating func writeRaw(_ bytes: [UInt8], _ number: Int) throws(Fault) {
        guard output.reserve(bytes.count) else {
            throw tooLong(at: program.parts.nodePlaces[number])
        }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            unsafe output.append(base, source.count)
        }
    }

    /// Escapes a text that might not fit if all of it had to be escaped.
    @inline(never)
    private mutating func writeLong(_ bytes: [UInt8], _ number: Int) throws(Fault) {
        var start = 0
        while start < bytes.count {
            let end = min(start + 4096, bytes.count)
            let piece = escapedHTML(String(decoding: bytes[start..<end], as: UTF8.self))
            try writeRaw(piece, number)
            start = end
        }
    }

    /// Prints a number; the digits of Swift are those of Python unless there is an
    /// exponent.
    mutating func writeDouble(_ double: Double, _ number: Int) throws(Fault) {
        let digits = double.description
        if double.magnitude < 1e16, double.magnitude >= 1e-4,
            !digits.utf8.contains(UInt8(ascii: "e"))
        {
            try writePlain(digits, number)
        } else {
            try writePlain(pythonFloat(double), number)
        }
    }

    mutating func writeInteger(_ integer: Int, _ number: Int) throws(Fault) {
        guard output.reserve(20) else { throw tooLong(at: program.parts.nodePlaces[number]) }
        if integer < 0 { output.append(Byte.minus) }
        var rest = integer.magnitude
        var digits = 1
        var bound: UInt = 10
        while digits < 20, rest >= bound {
            digits += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        var position = output.count + digits
        output.count = position
        repeat {
            position -= 1
            unsafe output.base[position] = UInt8(48 + rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// Everything that is not text between tags.
    @inline(never)
    private mutating func writeRare(
        _ value: Value,
        _ mode: EscapeMode,
        _ number: Int
    ) throws(Fault) {
        if case .undefined(let undefined) = value, refuses(undefined) {
            throw undefinedFault(undefined, number)
        }
        switch mode {
        case .none: try writeRaw(Array(printedText(value).utf8), number)
        case .html: try writeRaw(escapedBytes(value), number)
        case .attribute:
            guard case .safe(let html) = value else {
                return try writeRaw(escapedBytes(value), number)
            }
            try writeRaw(escaper.attribute(html.bytes), number)
        case .urlStart, .urlScheme, .urlPath, .urlQuery:
            try writeAddress(Array(printedText(value).utf8), mode, number)
        case .jsonValue:
            if case .safe(let html) = value, html.kind == .json {
                return try writeRaw(html.bytes, number)
            }
            try writeJSON(value, number)
        case .jsonString:
            var bytes: [UInt8] = []
            appendJSONText(printedText(value), to: &bytes)
            try writeRaw(bytes, number)
        }
    }

    /// Prints a text as a piece of an address.
    private mutating func writeURL(
        _ text: String,
        _ mode: EscapeMode,
        _ number: Int
    ) throws(Fault) {
        let count = text.utf8.count
        guard output.reserve(count &* Escaper.growth) else {
            throw tooLong(at: program.parts.nodePlaces[number])
        }
        var buffer = output
        let escaper = escaper
        let isFine = unsafe text.utf8.withContiguousStorageIfAvailable { source in
            guard let base = source.baseAddress else { return true }
            guard unsafe mode != .urlStart || Escaper.isOrdinary(source) else { return false }
            buffer.count &+= unsafe escaper.url(base, count, buffer.base + buffer.count, mode)
            return true
        }
        output = buffer
        if isFine != true { try writeAddress(Array(text.utf8), mode, number) }
    }

    /// Prints an address after a look at its scheme.
    @inline(never)
    private mutating func writeAddress(
        _ bytes: [UInt8],
        _ mode: EscapeMode,
        _ number: Int
    ) throws(Fault) {
        if mode == .urlStart, let scheme = Escaper.scheme(of: bytes),
            !Escaper.allowedSchemes.contains(scheme)
        {
            throw fault(
                "unsafe-url",
                "the scheme '\(scheme.prefix(40))' is not allowed in an address",
                node: number,
                hint: "addresses begin with https:, http:, mailto: or tel:, or are relative"
            )
        }
        guard output.reserve(bytes.count &* Escaper.growth) else {
            throw tooLong(at: program.parts.nodePlaces[number])
        }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            let target = unsafe output.base + output.count
            output.count &+= unsafe escaper.url(base, source.count, target, mode)
        }
    }
}
