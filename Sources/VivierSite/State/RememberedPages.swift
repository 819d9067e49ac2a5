/// Which pages a build made, and of what (``PageSums``), as it is written down.
struct PageNotes: Sendable {
    /// Numbers of the paths of pages, or of the files of offers for all that is their own.
    fileprivate var paths: [UInt64] = []
    /// What each was made of.
    fileprivate var sums: [UInt64] = []

    mutating func add(_ path: String, _ sum: UInt64) {
        paths.append(number(of: path))
        sums.append(sum)
    }

    /// Forgets pages that were made of something else since.
    mutating func remove(_ gone: [String]) {
        let gone = Set(gone.map(number))
        let kept = paths.indices.filter { !gone.contains(paths[$0]) }
        (paths, sums) = (kept.map { paths[$0] }, kept.map { sums[$0] })
    }
}

/// The pages of the last build that need not be made again if they would be made of the same.
struct RememberedPages: Sendable {
    private let sums: [UInt64: UInt64]

    init() { sums = [:] }

    init(_ notes: PageNotes) {
        // Two paths of one number: 0 is what nothing is made of.
        sums = Dictionary(zip(notes.paths, notes.sums), uniquingKeysWith: { _, _ in 0 })
    }

    /// Whether a page is there, made of what it would be made of now.
    func have(_ path: String, _ sum: UInt64) -> Bool {
        !sums.isEmpty && sums[number(of: path)] == sum
    }
}

private func number(of path: String) -> UInt64 {
    var sum = PageSum()
    sum.add(path)
    return sum.value
}

extension StateWriter {
    mutating func add(_ pages: PageNotes) {
        add(numbers: pages.paths)
        add(numbers: pages.sums)
    }
}

extension StateReader {
    mutating func pageNotes() throws(DamagedState) -> PageNotes {
        var notes = PageNotes()
        notes.paths = try numbers()
        notes.sums = try numbers()
        guard notes.paths.count == notes.sums.count else { throw DamagedState() }
        return notes
    }
}
