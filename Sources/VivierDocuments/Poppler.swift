internal import VivierFiles

/// One of poppler's programs, confined to the document that it reads.
struct Poppler: Sendable {
    /// The folder of the programs.
    let folder: String

    /// - Returns: What the program wrote, of at most `output` bytes.
    func run(
        _ name: String,
        _ arguments: [String],
        on document: [UInt8],
        output: Int
    ) throws(NoPreview) -> [UInt8] {
        var program = ConfinedProgram(path: "\(folder)/\(name)")
        program.limits.output = output
        let ending: ConfinedProgram.Ending
        do throws(SystemCallError) {
            ending = try program.run(arguments, on: document)
        } catch {
            // No memory, no descriptor, no process: another time it may go.
            throw .unavailable
        }
        switch ending {
        case .done(let made): return made
        case .stopped: throw .tooMuch
        case .unavailable: throw .unavailable
        case .failed(_, let words):
            if words.contains("Incorrect password") { throw .encrypted }
            if words.contains("Wrong page range") { throw .page }
            throw words.contains("Out of memory") || words.contains("bad_alloc")
                ? .tooMuch : .damaged
        }
    }
}
