/// A pattern of paths: `*` within a name, `**` across folders, `?` one character.
///
/// A pattern without `/` is held against every name on the way to the file, so
/// that `brouillons` and `*.bak` leave out what they seem to.
struct Glob: Sendable, Equatable {
    private enum Piece: Sendable, Equatable {
        case character(Unicode.Scalar)
        /// One character but `/`.
        case any
        /// Any number of characters but `/`.
        case star
        /// Any number of characters.
        case doubleStar
        /// No folder, or some: `**/`.
        case folders
    }

    let text: String
    private let pieces: [Piece]
    private let isName: Bool

    init(_ text: String) {
        self.text = text
        var pieces: [Piece] = []
        var scalars = Array(text.unicodeScalars)[...]
        if scalars.first == "/" { scalars.removeFirst() }
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "?": pieces.append(.any)
            case "*":
                guard scalars.first == "*" else {
                    pieces.append(.star)
                    continue
                }
                while scalars.first == "*" { scalars.removeFirst() }
                let isWhole = pieces.isEmpty || pieces.last == .character("/")
                if isWhole, scalars.first == "/" {
                    scalars.removeFirst()
                    pieces.append(.folders)
                } else {
                    pieces.append(.doubleStar)
                }
            default: pieces.append(.character(scalar))
            }
        }
        if pieces.last == .character("/") { pieces.append(.doubleStar) }
        isName = !text.unicodeScalars.contains("/")
        self.pieces = pieces
    }

    /// Whether a path relative to the folder of the collection is meant.
    func matches(_ path: String) -> Bool {
        guard isName else { return matchesWhole(path) }
        return path.split(separator: "/").contains { matchesWhole($0) }
    }

    /// Follows all ways through the pattern at once: time is the product of the
    /// two lengths, whatever the number of stars.
    private func matchesWhole(_ text: some StringProtocol) -> Bool {
        // Pieces that may come next, and those of `**/` that are being read through.
        var states = [Bool](repeating: false, count: pieces.count + 1)
        var inside = states
        states[0] = true
        pass(&states)
        for scalar in text.unicodeScalars {
            var next = [Bool](repeating: false, count: pieces.count + 1)
            var nextInside = next
            for (index, piece) in pieces.enumerated() where states[index] || inside[index] {
                switch piece {
                case .character(let wanted): if scalar == wanted { next[index + 1] = true }
                case .any: if scalar != "/" { next[index + 1] = true }
                case .star: if scalar != "/" { next[index] = true }
                case .doubleStar: next[index] = true
                case .folders:
                    nextInside[index] = true
                    if scalar == "/" { next[index + 1] = true }
                }
            }
            pass(&next)
            states = next
            inside = nextInside
        }
        return states[pieces.count]
    }

    /// Steps over pieces that may stand for nothing.
    private func pass(_ states: inout [Bool]) {
        for (index, piece) in pieces.enumerated() where states[index] {
            switch piece {
            case .star, .doubleStar, .folders: states[index + 1] = true
            case .character, .any: continue
            }
        }
    }
}
