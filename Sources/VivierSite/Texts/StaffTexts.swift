import Synchronization
import VivierDiagnostics
import VivierMarkup

/// Markdown that stands in templates, rendered by one renderer for all threads.
final class StaffTexts: Sendable {
    private let renderer = Mutex(MarkdownRenderer())

    func html(of text: String, _ options: MarkdownOptions) -> [UInt8] {
        renderer.withLock { renderer in
            var ignored = Diagnostics()
            let source = SourceText(path: "", text: text)
            return renderer?.render(source, options: options, into: &ignored).html ?? []
        }
    }
}
