import VivierIntake

/// A part as a test compares it.
struct ReadPart: Equatable {
    var header: PartHeader
    var bytes: [UInt8] = []

    init(_ name: String, file: String? = nil, type: String? = nil, _ text: String) {
        header = PartHeader(name: name, fileName: file, mediaType: type)
        bytes = Array(text.utf8)
    }

    init(header: PartHeader, bytes: [UInt8] = []) {
        self.header = header
        self.bytes = bytes
    }
}

/// Keeps all it is given, and counts on being called in order.
struct RecordingSink: PartSink {
    private(set) var parts: [ReadPart] = []
    private(set) var isInPart = false

    mutating func begin(_ header: PartHeader) {
        precondition(!isInPart, "a part begins in a part")
        isInPart = true
        parts.append(ReadPart(header: header))
    }

    mutating func write(_ bytes: Span<UInt8>) {
        precondition(isInPart && !bytes.isEmpty, "bytes outside a part, or none")
        for index in bytes.indices { parts[parts.count - 1].bytes.append(bytes[index]) }
    }

    mutating func end() {
        precondition(isInPart, "a part ends outside one")
        isInPart = false
    }
}

/// What came of a body: its parts, or the code of its refusal.
enum Reading: Equatable {
    case parts([ReadPart])
    case refused(String)

    var parts: [ReadPart]? {
        guard case .parts(let parts) = self else { return nil }
        return parts
    }
}

/// How a body is cut before it is fed to a parser.
enum Cut: CaseIterable {
    case whole
    case singleBytes
    case random

    func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        guard self != .whole else { return [bytes[...]] }
        var generator = SeededGenerator(seed: UInt64(bytes.count))
        var pieces: [ArraySlice<UInt8>] = []
        var index = 0
        while index < bytes.count {
            let count = self == .singleBytes ? 1 : Int.random(in: 1...97, using: &generator)
            let end = min(index + count, bytes.count)
            pieces.append(bytes[index..<end])
            index = end
        }
        return pieces
    }
}

func read(
    _ bytes: [UInt8],
    as contentType: String,
    cut: Cut = .whole,
    limits: IntakeLimits = IntakeLimits()
) -> Reading {
    var sink = RecordingSink()
    do {
        var reader = try BodyReader(contentType: contentType, limits: limits)
        for piece in cut.pieces(of: bytes) { try reader.feed(piece.span, into: &sink) }
        try reader.finish(into: &sink)
        precondition(!sink.isInPart, "the last part never ends")
        return .parts(sink.parts)
    } catch {
        return .refused(error.code)
    }
}

/// Reads a body cut in every way, which must come to the same.
func readInEveryWay(
    _ bytes: [UInt8],
    as contentType: String,
    limits: IntakeLimits = IntakeLimits()
) -> Set<String> {
    Set(Cut.allCases.map { "\(read(bytes, as: contentType, cut: $0, limits: limits))" })
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
