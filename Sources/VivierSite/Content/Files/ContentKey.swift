/// Every key that a file of content may state, whatever its kind.
///
/// The names, shapes and explanations stand in the key tables (`Keys/`); this is
/// what the rest of the package calls them by.
package enum ContentKey: UInt8, Sendable, CaseIterable {
    // Of every kind.
    case title
    case slug
    case summary
    case language
    case translationKey
    case aliases
    case draft
    // Of offers.
    case reference
    case employer
    case unit
    case domain
    case contract
    case duration
    case qualifications
    case occupation
    case locations
    case remote
    case workload
    case salary
    case positions
    case starts
    case published
    case closes
    case replyWithin
    case languages
    case accommodations
    case documents
    case questions
    case contact
    case apply
    case image
    case closed
    case approved
    // Of employers.
    case kind
    case size
    case website
    case logo
    case links
    // Of questions and pages.
    case version
    case order
    case menu
    case noindex
    case contents
    case layout
}

/// A set of keys, in one word.
package struct ContentKeySet: Sendable, Equatable {
    private var bits: UInt64 = 0

    package init() {}

    package func contains(_ key: ContentKey) -> Bool { bits & (1 << UInt64(key.rawValue)) != 0 }

    package mutating func insert(_ key: ContentKey) { bits |= 1 << UInt64(key.rawValue) }
}

/// Where in its file each stated key has its value.
///
/// A short list in the order of the file: twelve bytes a key.
package struct KeyPlaces: Sendable {
    private struct Entry: Sendable {
        let key: ContentKey
        let lower: UInt32
        let upper: UInt32
    }

    private var entries: [Entry] = []

    package init() {}

    /// The bytes of the value; `nil` for a key the file does not state.
    package subscript(key: ContentKey) -> Range<Int>? {
        for entry in entries where entry.key == key { return Int(entry.lower)..<Int(entry.upper) }
        return nil
    }

    package mutating func reserve(_ count: Int) { entries.reserveCapacity(count) }

    /// Keeps only those that may be asked for after the file has been read and checked alone.
    package mutating func trim() {
        let wanted: [ContentKey] = [.title, .slug, .reference, .employer, .aliases]
        // Into an array of its own, without the room of the others.
        entries = entries.filter { wanted.contains($0.key) }
    }

    package mutating func add(_ key: ContentKey, at range: Range<Int>) {
        let lower = UInt32(clamping: range.lowerBound)
        let upper = UInt32(clamping: range.upperBound)
        entries.append(Entry(key: key, lower: lower, upper: upper))
    }
}
