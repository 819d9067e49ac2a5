/// Recognises a boundary line, byte by byte (RFC 2046 §5.1.1).
///
/// That is: `CRLF -- boundary`, `--` if it is the last, blanks, `CRLF`. A line feed alone is
/// taken for a line break.
///
/// A boundary holds no line break, so that after a mismatch only the byte that did
/// not match can begin another one: nothing has to be looked at twice.
struct DelimiterMatcher {
    enum Step: Equatable {
        /// The bytes since the match began may be a boundary.
        case more

        /// They are not. The byte is not taken: it may begin a boundary itself.
        case mismatch

        /// The boundary between two parts is complete.
        case boundary

        /// The last boundary is complete.
        case lastBoundary
    }

    private enum State: Equatable {
        case idle
        case afterReturn
        case inText(Int)
        case afterText
        case afterDash
        case inPadding(Int)
        case afterLastReturn
    }

    /// More blanks than this after a boundary are no padding.
    private static let paddingLimit = 64

    private let text: [UInt8]
    private var state = State.idle
    private var isLast = false

    init(boundary: [UInt8]) { text = [Ascii.dash, Ascii.dash] + boundary }

    var isMatching: Bool { state != .idle }

    /// Whether all that lacks for a last boundary is the end of its line, which the end of
    /// the body may stand for.
    var isAtLastBoundary: Bool {
        guard isLast else { return false }
        if case .inPadding = state { return true }
        return state == .afterLastReturn
    }

    /// Goes to the start of a line, where a boundary can begin without a line break.
    mutating func startLine() {
        state = .inText(0)
        isLast = false
    }

    mutating func take(_ byte: UInt8) -> Step {
        switch state {
        case .idle:
            isLast = false
            switch byte {
            case Ascii.carriageReturn: return go(to: .afterReturn)
            case Ascii.lineFeed: return go(to: .inText(0))
            default: return .mismatch
            }
        case .afterReturn: return byte == Ascii.lineFeed ? go(to: .inText(0)) : stop(.mismatch)
        case .inText(let count):
            guard byte == text[count] else { return stop(.mismatch) }
            return go(to: count + 1 == text.count ? .afterText : .inText(count + 1))
        case .afterText: return byte == Ascii.dash ? go(to: .afterDash) : takePadding(byte, 0)
        case .afterDash:
            guard byte == Ascii.dash else { return stop(.mismatch) }
            isLast = true
            return go(to: .inPadding(0))
        case .inPadding(let count): return takePadding(byte, count)
        case .afterLastReturn: return byte == Ascii.lineFeed ? complete() : stop(.mismatch)
        }
    }

    private mutating func takePadding(_ byte: UInt8, _ count: Int) -> Step {
        switch byte {
        case Ascii.lineFeed: complete()
        case Ascii.carriageReturn: go(to: .afterLastReturn)
        case Ascii.space, Ascii.tab:
            count < Self.paddingLimit ? go(to: .inPadding(count + 1)) : stop(.mismatch)
        default: stop(.mismatch)
        }
    }

    private mutating func go(to next: State) -> Step {
        state = next
        return .more
    }

    private mutating func stop(_ step: Step) -> Step {
        state = .idle
        return step
    }

    private mutating func complete() -> Step { stop(isLast ? .lastBoundary : .boundary) }
}
