/// Reads multipart/form-data (RFC 7578) as it comes in, in pieces of any size.
///
/// Holds the header of one part and at most one boundary line; contents go to the sink.
/// What stands before the first part or after the last must be blank: RFC 2046 would
/// have it ignored, which would lose what a broken sender put there.
package struct MultipartParser {
    private enum Place {
        case beforeParts
        case header
        case content
        case afterParts
    }

    private var meter: PartMeter
    private var place = Place.beforeParts
    private var matcher: DelimiterMatcher
    /// The beginning of what may be a boundary, from earlier pieces.
    private var carried: [UInt8] = []
    private var header: PartHeaderReader
    private var decoder: TransferDecoder?
    private var decoded: [UInt8] = []

    init(boundary: [UInt8], limits: IntakeLimits) {
        meter = PartMeter(limits)
        matcher = DelimiterMatcher(boundary: boundary)
        matcher.startLine()
        header = PartHeaderReader(limit: limits.partHeader)
    }

    package mutating func feed<Sink: PartSink & ~Copyable>(
        _ bytes: Span<UInt8>,
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        try meter.takeBody(bytes.count)
        var index = 0
        while index < bytes.count {
            switch place {
            case .header: index = try readHeader(bytes, from: index, into: &sink)
            case .beforeParts, .content: index = try readContent(bytes, from: index, into: &sink)
            case .afterParts:
                try Self.requireBlank(bytes.extracting(index..<bytes.count))
                index = bytes.count
            }
        }
    }

    /// Says that the body ends here.
    package mutating func finish<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        switch place {
        case .afterParts: return
        case .header: throw .unfinished
        case .beforeParts where matcher.isAtLastBoundary: return
        case .beforeParts: throw .noBoundary
        case .content:
            guard matcher.isAtLastBoundary else { throw .unfinished }
            try endPart(into: &sink)
            place = .afterParts
        }
    }

    private mutating func readHeader<Sink: PartSink & ~Copyable>(
        _ bytes: Span<UInt8>,
        from start: Int,
        into sink: inout Sink
    ) throws(IntakeRefusal) -> Int {
        for index in start..<bytes.count where try header.take(bytes[index]) {
            let read = try header.header()
            decoder = try header.transferEncoding()
            try meter.begin(read)
            try sink.begin(read)
            place = .content
            matcher.startLine()
            return index + 1
        }
        return bytes.count
    }

    /// Hands on what is content, up to and without the next boundary.
    ///
    /// - Returns: The index after that boundary, or the end of the bytes.
    private mutating func readContent<Sink: PartSink & ~Copyable>(
        _ bytes: Span<UInt8>,
        from start: Int,
        into sink: inout Sink
    ) throws(IntakeRefusal) -> Int {
        var matchStart = start
        var index = start
        while index < bytes.count {
            if !matcher.isMatching {
                index = Self.lineBreak(in: bytes, from: index)
                matchStart = index
                if index == bytes.count { break }
            }
            switch matcher.take(bytes[index]) {
            case .more: index += 1
            case .mismatch: try handOnCarried(into: &sink)
            case .boundary:
                try handOn(bytes.extracting(start..<matchStart), into: &sink)
                try endPart(into: &sink)
                place = .header
                return index + 1
            case .lastBoundary:
                try handOn(bytes.extracting(start..<matchStart), into: &sink)
                try endPart(into: &sink)
                place = .afterParts
                return index + 1
            }
        }
        let end = matcher.isMatching ? matchStart : bytes.count
        try handOn(bytes.extracting(start..<end), into: &sink)
        for index in end..<bytes.count { carried.append(bytes[index]) }
        return bytes.count
    }

    /// Where the next line break begins, from `start` on, or may begin at the end of the bytes;
    /// their count if there is none.
    private static func lineBreak(in bytes: Span<UInt8>, from start: Int) -> Int {
        let feed = bytes.firstIndex(of: Ascii.lineFeed, from: start)
        return feed > start && bytes[feed - 1] == Ascii.carriageReturn ? feed - 1 : feed
    }

    private mutating func handOnCarried<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        guard !carried.isEmpty else { return }
        let bytes = carried
        carried.removeAll(keepingCapacity: true)
        try handOn(bytes.span, into: &sink)
    }

    private mutating func handOn<Sink: PartSink & ~Copyable>(
        _ bytes: Span<UInt8>,
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        guard !bytes.isEmpty else { return }
        guard var decoder, place == .content else { return try Self.requireBlank(bytes) }
        if decoder.isIdentity {
            try meter.takeContent(bytes.count)
            return try sink.write(bytes)
        }
        decoded.removeAll(keepingCapacity: true)
        try decoder.decode(bytes, into: &decoded)
        self.decoder = decoder
        try meter.takeContent(decoded.count)
        if !decoded.isEmpty { try sink.write(decoded.span) }
    }

    private mutating func endPart<Sink: PartSink & ~Copyable>(
        into sink: inout Sink
    ) throws(IntakeRefusal) {
        carried.removeAll(keepingCapacity: true)
        header = PartHeaderReader(limit: meter.limits.partHeader)
        guard place == .content else { return }
        try decoder?.finish()
        try sink.end()
    }

    private static func requireBlank(_ bytes: Span<UInt8>) throws(IntakeRefusal) {
        for index in bytes.indices {
            guard Ascii.isBlank(bytes[index]) || Ascii.isLineBreak(bytes[index]) else {
                throw .bytesOutsideParts
            }
        }
    }
}
