import VivierDiagnostics
import VivierMarkup
import VivierModel

/// The questions of a file: `#` begins a group, `##` a question.
struct FAQText: Sendable {
    struct Entry: Sendable {
        var id: String
        var question: [UInt8]
        var plainQuestion: String
        var answer: [UInt8]
    }

    struct Group: Sendable {
        var title: String?
        var id: String?
        var entries: [Entry]
    }

    /// The text before the first question.
    var introduction = RenderedMarkdown()
    var groups: [Group] = []

    var entries: [Entry] { groups.flatMap(\.entries) }
}

/// A heading of a FAQ file and the text below it.
struct FAQSection: Sendable {
    /// 0 for the text before the first heading.
    var level: Int
    var title: Range<Int>
    var body: Range<Int>

    /// What a heading lacks to be a question with its answer; `nil` if nothing.
    func fault(in bytes: [UInt8]) -> FAQFault? {
        guard level == 2 else { return nil }
        if title.isEmpty { return .noQuestion }
        let isBlank = bytes[body].allSatisfy { isSpace($0) || $0 == 10 }
        return isBlank ? .noAnswer : nil
    }
}

/// Why a heading of the second level is left out.
enum FAQFault {
    case noQuestion
    case noAnswer
}

/// Cuts a body at its headings of the first and second level.
///
/// Those are written with `#` (CommonMark 0.31 §4.2). Headings inside fenced code
/// are text; deeper ones, and those that are underlined, belong to the answer.
func faqSections(in bytes: [UInt8], _ range: Range<Int>) -> [FAQSection] {
    var sections = [
        FAQSection(level: 0, title: range.lowerBound..<range.lowerBound, body: range)
    ]
    var fence: CodeFence?
    var lineStart = range.lowerBound
    while lineStart < range.upperBound {
        let rest = bytes[lineStart..<range.upperBound]
        let lineEnd = rest.firstIndex(of: 10) ?? range.upperBound
        let indentation = rest.prefix { $0 == 32 }.count
        // Four spaces make code of a line.
        let line = indentation < 4 ? rest[..<lineEnd].dropFirst(indentation) : []
        if let open = fence {
            if open.isClosed(by: line) { fence = nil }
        } else if let open = CodeFence(line) {
            fence = open
        } else if let (level, title) = heading(line) {
            sections[sections.count - 1].body =
                sections[sections.count - 1].body.lowerBound..<lineStart
            let next = min(lineEnd + 1, range.upperBound)
            sections.append(
                FAQSection(level: level, title: title, body: next..<range.upperBound)
            )
        }
        lineStart = lineEnd + 1
    }
    return sections
}

/// How many questions a file has.
func questionCount(in bytes: [UInt8], _ range: Range<Int>) -> Int {
    guard range.upperBound <= bytes.count else { return 0 }
    return faqSections(in: bytes, range).count {
        $0.level == 2 && $0.fault(in: bytes) == nil
    }
}

/// The opening of fenced code (CommonMark 0.31 §4.5).
private struct CodeFence {
    private let mark: UInt8
    private let length: Int

    /// A line without its indentation; `nil` if it opens nothing.
    init?(_ line: ArraySlice<UInt8>) {
        guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
        else { return nil }
        length = line.prefix { $0 == mark }.count
        self.mark = mark
        // "```code```" is code inside a text.
        guard length >= 3, mark == UInt8(ascii: "~") || !line.dropFirst(length).contains(mark)
        else { return nil }
    }

    func isClosed(by line: ArraySlice<UInt8>) -> Bool {
        let marks = line.prefix { $0 == mark }.count
        return marks >= length && line.dropFirst(marks).allSatisfy(isSpace)
    }
}

/// The level, if it is 1 or 2, and the words of a heading.
private func heading(_ line: ArraySlice<UInt8>) -> (level: Int, title: Range<Int>)? {
    let mark = UInt8(ascii: "#")
    let level = line.prefix { $0 == mark }.count
    guard (1...2).contains(level), line.dropFirst(level).first.map(isSpace) ?? true else {
        return nil
    }
    var title = trimmed(line.dropFirst(level))
    // Marks at the end close the heading only after a space: "C#" is a word.
    let closing = title.reversed().prefix { $0 == mark }.count
    let before = title.dropLast(closing)
    if closing > 0, before.last.map(isSpace) ?? true { title = trimmed(before) }
    return (level, title.startIndex..<title.endIndex)
}

private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = line.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? line.startIndex
    return line[..<end].drop(while: isSpace)
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }

extension Diagnostic {
    static func unfinishedQuestion(
        _ fault: FAQFault,
        _ section: FAQSection,
        in source: SourceText
    ) -> Diagnostic {
        let isAnswer = fault == .noAnswer
        return Diagnostic(
            .warning,
            code: isAnswer ? "no-answer" : "no-question",
            isAnswer
                ? "the question has no answer, and is left out"
                : "there are no words after '##', and the text below is left out",
            in: source,
            at: section.title,
            hint: isAnswer ? "write the answer below it" : "write the question on the same line"
        )
    }
}
