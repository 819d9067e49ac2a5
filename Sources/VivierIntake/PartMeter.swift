/// Counts what goes to a sink, and refuses what is over a limit before it gets there.
struct PartMeter {
    let limits: IntakeLimits
    private var bodyBytes = 0
    private var fieldBytes = 0
    private var fileBytes = 0
    private var parts = 0
    private var files = 0
    private var partBytes = 0
    private var partIsFile = false
    private var partIsCounted = false

    init(_ limits: IntakeLimits) { self.limits = limits }

    /// Counts bytes of the body as they came in.
    mutating func takeBody(_ count: Int) throws(IntakeRefusal) {
        bodyBytes += count
        guard bodyBytes <= limits.body else {
            throw .tooLarge("body-too-large", limits.body, "bytes in the body")
        }
    }

    /// Counts a part that begins.
    mutating func begin(_ header: PartHeader) throws(IntakeRefusal) {
        parts += 1
        guard parts <= limits.parts else {
            throw .tooLarge("too-many-parts", limits.parts, "parts")
        }
        partBytes = 0
        partIsFile = header.fileName != nil
        partIsCounted = false
        if header.fileName?.isEmpty == false {
            try countFile()
        } else if !partIsFile {
            try takeFieldBytes(header.name.utf8.count)
        }
    }

    /// Counts decoded bytes of the part that was begun last.
    mutating func takeContent(_ count: Int) throws(IntakeRefusal) {
        guard count > 0 else { return }
        partBytes += count
        guard partIsFile else {
            guard partBytes <= limits.field else {
                throw .tooLarge("field-too-large", limits.field, "bytes in a field")
            }
            return try takeFieldBytes(count)
        }
        // A file input left empty is a part too, but no file.
        if !partIsCounted { try countFile() }
        guard partBytes <= limits.file else {
            throw .tooLarge("file-too-large", limits.file, "bytes in a file")
        }
        fileBytes += count
        guard fileBytes <= limits.fileBytes else {
            throw .tooLarge("files-too-large", limits.fileBytes, "bytes in all files")
        }
    }

    private mutating func countFile() throws(IntakeRefusal) {
        partIsCounted = true
        files += 1
        guard files <= limits.files else {
            throw .tooLarge("too-many-files", limits.files, "files")
        }
    }

    private mutating func takeFieldBytes(_ count: Int) throws(IntakeRefusal) {
        fieldBytes += count
        guard fieldBytes <= limits.fields else {
            throw .tooLarge("fields-too-large", limits.fields, "bytes in all fields")
        }
    }
}
