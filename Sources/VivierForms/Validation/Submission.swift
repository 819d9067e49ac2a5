/// What somebody sent, before it is judged.
package struct Submission: Sendable {
    /// A name and its value; a name may come again.
    package struct Value: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var values: [Value]
    package var files: [SubmittedFile]

    package init(values: [Value], files: [SubmittedFile] = []) {
        self.values = values
        self.files = files
    }

    package subscript(_ field: ReservedField) -> String? {
        values.first { $0.name == field.rawValue }?.value
    }
}

/// What is known of a file without opening it.
package struct SubmittedFile: Sendable, Equatable {
    /// Name of the field.
    package var field: String
    /// Name of the file as its sender called it.
    package var name: String
    /// Bytes.
    package var size: Int

    package init(field: String, name: String, size: Int) {
        self.field = field
        self.name = name
        self.size = size
    }

    /// Extension in small letters; empty if there is none.
    package var fileExtension: String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// Browsers send a part without a name and without bytes for a field left empty.
    var isAbsent: Bool { name.isEmpty && size == 0 }
}
