/// The diagnostics gathered by one pass over the content.
///
/// Passes take one `inout` and carry on after an error, so that an author sees
/// every mistake of a build at once.
package struct Diagnostics: Sendable {
    package private(set) var all: [Diagnostic] = []

    package init() {}

    package var hasErrors: Bool { all.contains { $0.severity == .error } }

    package mutating func emit(_ diagnostic: Diagnostic) { all.append(diagnostic) }

    /// Adds what another pass found.
    package mutating func merge(_ other: Diagnostics) { all += other.all }

    /// Adds what a pass found in files that it called by their path below `folder`.
    package mutating func merge(_ other: Diagnostics, below folder: String) {
        for var diagnostic in other.all {
            diagnostic.path = "\(folder)/\(diagnostic.path)"
            for index in diagnostic.notes.indices {
                diagnostic.notes[index].path = "\(folder)/\(diagnostic.notes[index].path)"
            }
            all.append(diagnostic)
        }
    }

    /// Keeps one of those that say the same of the same place: a mistake in a
    /// template is met on every page.
    package mutating func removeDuplicates() {
        var seen: Set<String> = []
        all = all.filter { seen.insert($0.description).inserted }
    }

    /// Every diagnostic by path, then position: the order does not depend on
    /// which file was read first.
    package var sorted: [Diagnostic] {
        all.sorted { first, second in
            let one = first.position ?? SourcePosition(line: 0, column: 0)
            let two = second.position ?? SourcePosition(line: 0, column: 0)
            return (first.path, one.line, one.column, first.code, first.message)
                < (second.path, two.line, two.column, second.code, second.message)
        }
    }
}
