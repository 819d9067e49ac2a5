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

    /// The same, of what has just been judged.
    func mailAddress(in verdict: Verdict) -> String? {
        let names = fields.filter { $0.kind == .mail }.map(\.name)
        return verdict.fields.first { names.contains($0.name) && !$0.normal.isEmpty }?.normal.first
    }
}
