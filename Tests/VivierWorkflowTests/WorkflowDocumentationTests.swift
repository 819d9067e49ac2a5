import Foundation
import Testing
import VivierTestSupport
import VivierWorkflow

@Suite("The page about the workflow")
struct WorkflowDocumentationTests {
    @Test("says what the code does")
    func page() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/workflow.md")
        try expectGolden(workflowDocumentation(), matches: file)
    }
}
