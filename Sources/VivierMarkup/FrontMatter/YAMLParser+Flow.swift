import VivierDiagnostics

extension YAMLParser {
    /// Reads a list or a map in brackets that is a value in a block, and ends its
    /// line.
    mutating func flowValue(parent: Int) throws(YAMLRefusal) {
        let start = position
        try flowCollection(parent: parent)
        let after = position
        guard colon(after: after) == nil else {
            throw refuse(YAMLFault.bracketsAsKey(in: source, at: start..<after))
        }
        guard try finishLine() else {
            throw refuse(YAMLFault.textAfterBrackets(self, value: start, after: after))
        }
    }

    /// Reads `[…]` or `{…}`; leaves `position` after the closing bracket.
    private mutating func flowCollection(parent: Int) throws(YAMLRefusal) {
        let opening = position
        let isMap = bytes[opening] == UInt8(ascii: "{")
        let closing = isMap ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let index = try open(isMap ? .mapping : .sequence, at: opening)
        var keys = YAMLKeys(mapping: index)
        position += 1
        try skipFlowSpace(parent: parent, opening: opening)
        while bytes[position] != closing {
            if isMap {
                try flowEntry(parent: parent, opening: opening, keys: &keys)
            } else {
                try flowItem(parent: parent, opening: opening)
            }
            try skipFlowSpace(parent: parent, opening: opening)
            switch bytes[position] {
            case UInt8(ascii: ","):
                position += 1
                try skipFlowSpace(parent: parent, opening: opening)
            case closing: break
            default:
                throw refuse(YAMLFault.missingComma(self, opening: opening))
            }
        }
        position += 1
        if isMap { try checkManyKeys(keys) }
        close(index, end: position)
    }

    /// Reads an element of a list, which may be a single `key: value`.
    private mutating func flowItem(parent: Int, opening: Int) throws(YAMLRefusal) {
        let start = position
        let line = lineStart
        if try flowNested(parent: parent) { return }
        let scalar = try flowScalar(parent: parent, opening: opening)
        try skipFlowSpace(parent: parent, opening: opening)
        guard isFlowColon(after: scalar) else { return append(scalar) }
        guard line == lineStart, !scalar.spansLines,
            position - start <= YAMLParser.keyLimit
        else {
            throw refuse(YAMLFault.keyTooLong(in: source, at: scalar.start..<scalar.end))
        }
        let index = try open(.mapping, at: start)
        append(scalar, detail: YAMLRecord.keyMark)
        try flowEntryValue(parent: parent, opening: opening)
        close(index)
    }

    /// Reads a `key: value` of a map; the value may be left out.
    private mutating func flowEntry(
        parent: Int,
        opening: Int,
        keys: inout YAMLKeys
    ) throws(YAMLRefusal) {
        let start = position
        let line = lineStart
        guard bytes[start] != UInt8(ascii: "["), bytes[start] != UInt8(ascii: "{") else {
            throw refuse(YAMLFault.bracketsInMap(self, at: start, opening: opening))
        }
        let scalar = try flowScalar(parent: parent, opening: opening)
        try skipFlowSpace(parent: parent, opening: opening)
        let hasValue = isFlowColon(after: scalar)
        guard line == lineStart || !hasValue, !scalar.spansLines,
            position - start <= YAMLParser.keyLimit || !hasValue
        else {
            throw refuse(YAMLFault.keyTooLong(in: source, at: scalar.start..<scalar.end))
        }
        if !hasValue, scalar.style == .plain {
            for index in scalar.start..<scalar.end where bytes[index] == UInt8(ascii: ":") {
                throw refuse(
                    YAMLFault.noSpaceAfterColon(self, at: start, colon: index, isInBrackets: true)
                )
            }
        }
        if scalar.style == .plain, scalar.end - scalar.start == 2,
            bytes[scalar.start] == UInt8(ascii: "<"), bytes[scalar.start + 1] == UInt8(ascii: "<")
        {
            throw refuse(YAMLFault.mergeKey(in: source, at: scalar.start..<scalar.end))
        }
        try addKey(scalar, to: &keys)
        guard hasValue else { return appendEmpty(at: scalar.end) }
        try flowEntryValue(parent: parent, opening: opening)
    }

    /// Reads the value after a colon between brackets.
    private mutating func flowEntryValue(
        parent: Int,
        opening: Int
    ) throws(YAMLRefusal) {
        position += 1
        let empty = position
        try skipFlowSpace(parent: parent, opening: opening)
        switch bytes[position] {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"):
            return appendEmpty(at: empty)
        default: break
        }
        if try flowNested(parent: parent) { return }
        let scalar = try flowScalar(parent: parent, opening: opening)
        append(scalar)
    }

    /// Reads a list or a map inside another, if one begins here.
    private mutating func flowNested(parent: Int) throws(YAMLRefusal) -> Bool {
        let start = position
        guard bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{") else {
            return false
        }
        try flowCollection(parent: parent)
        var after = position
        while bytes[after].isBlank { after += 1 }
        guard bytes[after] != UInt8(ascii: ":") else {
            throw refuse(YAMLFault.bracketsAsKey(in: source, at: start..<position))
        }
        return true
    }

    /// Whether a colon stands here that makes a key of the scalar before it.
    private func isFlowColon(after scalar: YAMLScalar) -> Bool {
        guard bytes[position] == UInt8(ascii: ":") else { return false }
        guard scalar.style == .plain else { return true }
        let next = bytes[position + 1]
        return next.isBlankOrEnd || next.isFlowIndicator
    }
}
