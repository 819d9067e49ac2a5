/// One row of a key table: everything about a key but the reading of it.
final class KeyDocumentation: Sendable {
    let name: String
    /// Other spellings that are accepted.
    let aliases: [String]
    let shape: KeyShape
    let isRequired: Bool
    /// What holds where the key is left out, as the documentation says it.
    let standard: String?
    /// YAML as one would write it, the key included.
    let example: String
    /// One or two sentences.
    let text: String
    /// The property of schema.org that it becomes.
    let schemaOrg: String?
    /// Whether `a, b` is a list of two.
    let splitsAtCommas: Bool

    init(
        _ name: String,
        aliases: [String] = [],
        _ shape: KeyShape,
        isRequired: Bool = false,
        standard: String? = nil,
        example: String,
        schemaOrg: String? = nil,
        splitsAtCommas: Bool = false,
        _ text: String
    ) {
        self.name = name
        self.aliases = aliases
        self.shape = shape
        self.isRequired = isRequired
        self.standard = standard
        self.example = example
        self.text = text
        self.schemaOrg = schemaOrg
        self.splitsAtCommas = splitsAtCommas
    }
}
