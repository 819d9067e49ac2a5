package import VivierForms
package import VivierStore

extension FormDefinition {
    /// The mail address that somebody gave in the form, as it was judged to be one.
    ///
    /// - Returns: `nil` if the form asks for none, or none was given.
    package func mailAddress(in dossier: Dossier) -> String? {
        let names = fields.filter { $0.kind == .mail }.map(\.name)
        for field in dossier.events.first?.value["fields"]?.array ?? [] {
            guard let name = field["name"]?.string, names.contains(name) else { continue }
            if let address = field["value"]?.array?.first?.string { return address }
        }
        return nil
    }
}
