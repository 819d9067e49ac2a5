extension Interpreter {
    /// Prints a node as JSON.
    mutating func writeJSON(_ number: Int, _ activation: inout Activation) throws(Fault) {
        if let place = unsafe locate(number, &activation) {
            return unsafe try writeJSON(at: place, number)
        }
        let value = try evaluate(number, &activation)
        try writeJSON(value, number)
    }

    /// Prints the value that stands somewhere as JSON.
    @inline(__always)
    private mutating func writeJSON(at place: UnsafePointer<Value>, _ number: Int) throws(Fault) {
        switch unsafe place.pointee {
        case .string(let text): try writeJSONText(text, number)
        case .safe(let html): try writeJSONText(html.bytes, number)
        case .int(let integer): try writeInteger(integer, number)
        case .double(let double) where double.isFinite: try writeDouble(double, number)
        default: try unsafe writeJSON(place.pointee, number)
        }
    }

    /// Prints a text as JSON, with or without its quotes.
    mutating func writeJSONText(
        _ text: String,
        quoted: Bool = true,
        _ number: Int
    ) throws(Fault) {
        let count = text.utf8.count
        var isDone = false
        if program.options.contextual, output.reserve(count &* Escaper.growth &+ 2) {
            var buffer = output
            if quoted { buffer.append(Byte.quote) }
            unsafe text.utf8.withContiguousStorageIfAvailable { source in
                isDone = true
                guard let base = source.baseAddress else { return }
                buffer.count &+= unsafe escaper.json(base, count, buffer.base + buffer.count)
            }
            if quoted { buffer.append(Byte.quote) }
            if isDone { output = buffer }
        }
        if !isDone { try writeLongJSON(text, quoted, number) }
    }

    /// Prints a text as JSON that might not fit if all of it had to be escaped.
    @inline(never)
    private mutating func writeLongJSON(
        _ text: String,
        _ quoted: Bool,
        _ number: Int
    ) throws(Fault) {
        var bytes: [UInt8] = quoted ? [Byte.quote] : []
        appendJSONText(text, to: &bytes)
        if quoted { bytes.append(Byte.quote) }
        try writeRaw(bytes, number)
    }

    private mutating func writeJSONText(_ bytes: [UInt8], _ number: Int) throws(Fault) {
        guard program.options.contextual, output.reserve(bytes.count &* Escaper.growth &+ 2) else {
            return try writeJSON(.string(String(decoding: bytes, as: UTF8.self)), number)
        }
        output.append(Byte.quote)
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            output.count &+= unsafe escaper.json(base, source.count, output.base + output.count)
        }
        output.append(Byte.quote)
    }

    /// Prints a value as JSON that may stand in a script.
    mutating func writeJSON(_ value: Value, _ number: Int) throws(Fault) {
        if case .undefined(let undefined) = value, policy == .error {
            throw undefinedFault(undefined, number)
        }
        var bytes: [UInt8] = []
        do throws(FilterFailure) {
            bytes = try json(value, indent: nil)
        } catch {
            throw fault(error, node: number)
        }
        try writeRaw(bytes, number)
    }

    /// A value as JSON that may stand in a script, each level moved in by `indent`
    /// spaces, or all on one line.
    func json(_ value: Value, indent: Int?) throws(FilterFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        try appendJSON(value, to: &bytes, indent: indent, depth: 0)
        return bytes
    }

    /// The inside of a JSON text: UTF-8 in a site, all ASCII as Python writes it
    /// otherwise.
    func appendJSONText(_ text: String, to bytes: inout [UInt8]) {
        guard program.options.contextual else {
            escaper.jsonASCII(text, into: &bytes)
            return
        }
        var text = text
        text.withUTF8 { source in
            guard let base = source.baseAddress else { return }
            let room = source.count * Escaper.growth + OutputBuffer.slack
            bytes += unsafe [UInt8](unsafeUninitializedCapacity: room) { target, count in
                guard let start = target.baseAddress else { return }
                count = unsafe escaper.json(base, source.count, start)
            }
        }
    }

    private func appendJSON(
        _ value: Value,
        to bytes: inout [UInt8],
        indent: Int?,
        depth: Int
    ) throws(FilterFailure) {
        guard depth < 100 else { throw FilterFailure("the value is nested too deeply for JSON") }
        guard bytes.count <= program.options.limits.outputBytes else {
            throw FilterFailure("the value is too large for JSON", code: "value-too-large")
        }
        switch value {
        case .none: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .int(let number): bytes += String(number).utf8
        case .double(let number):
            let text =
                number.isNaN
                ? "NaN" : number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : nil
            if program.options.contextual, text != nil {
                throw FilterFailure("JSON has no number for \(pythonFloat(number))")
            }
            bytes += (text ?? pythonFloat(number)).utf8
        case .string, .safe:
            bytes.append(Byte.quote)
            appendJSONText(value.text ?? "", to: &bytes)
            bytes.append(Byte.quote)
        case .list(let items), .tuple(let items):
            try appendItems(items, to: &bytes, indent: indent, depth: depth)
        case .map(let map):
            try appendPairs(zip(map.keys, map.values), to: &bytes, indent: indent, depth: depth)
        case .record(let record):
            let keys = record.shape.names.map(Value.string)
            try appendPairs(zip(keys, record.values), to: &bytes, indent: indent, depth: depth)
        case .object, .undefined, .runtime:
            guard case .object(let object) = value, let items = object.items else {
                throw FilterFailure("\(value.kindForPeople) cannot be written as JSON")
            }
            try appendItems(items, to: &bytes, indent: indent, depth: depth)
        }
    }

    private func appendItems(
        _ items: [Value],
        to bytes: inout [UInt8],
        indent: Int?,
        depth: Int
    ) throws(FilterFailure) {
        bytes.append(UInt8(ascii: "["))
        for (position, item) in items.enumerated() {
            if position > 0 { bytes += (indent == nil ? ", " : ",").utf8 }
            appendBreak(to: &bytes, indent, depth + 1)
            try appendJSON(item, to: &bytes, indent: indent, depth: depth + 1)
        }
        if !items.isEmpty { appendBreak(to: &bytes, indent, depth) }
        bytes.append(UInt8(ascii: "]"))
    }

    private func appendPairs(
        _ pairs: Zip2Sequence<[Value], [Value]>,
        to bytes: inout [UInt8],
        indent: Int?,
        depth: Int
    ) throws(FilterFailure) {
        var named = pairs.map { (name: jsonName($0), value: $1) }
        // A site keeps the order in which its fields were written; Jinja2 sorts.
        if !program.options.contextual { named.sort { textOrder($0.name, $1.name) < 0 } }
        bytes.append(Byte.openBrace)
        for (position, pair) in named.enumerated() {
            if position > 0 { bytes += (indent == nil ? ", " : ",").utf8 }
            appendBreak(to: &bytes, indent, depth + 1)
            bytes.append(Byte.quote)
            appendJSONText(pair.name, to: &bytes)
            bytes += "\": ".utf8
            try appendJSON(pair.value, to: &bytes, indent: indent, depth: depth + 1)
        }
        if !named.isEmpty { appendBreak(to: &bytes, indent, depth) }
        bytes.append(Byte.closeBrace)
    }

    /// A key as JSON names it.
    private func jsonName(_ key: Value) -> String {
        switch key {
        case .none: "null"
        case .bool(let flag): flag ? "true" : "false"
        default: pythonText(key)
        }
    }

    private func appendBreak(to bytes: inout [UInt8], _ indent: Int?, _ depth: Int) {
        guard let indent else { return }
        bytes.append(Byte.newline)
        bytes += repeatElement(Byte.space, count: min(indent, 16) * depth)
    }
}
