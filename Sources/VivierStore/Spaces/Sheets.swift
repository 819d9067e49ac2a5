extension Store {
    /// Whether a number is that of a sheet which a reader has by one of these forms, or had.
    package func isSheet(
        _ id: DossierID,
        by forms: [String],
        of reader: ReaderID
    ) -> Bool {
        forms.contains { form in
            var generation = 0
            while sheetID(form, of: reader, generation) != id {
                guard isErased(sheetID(form, of: reader, generation)) else { return false }
                generation += 1
            }
            return true
        }
    }

    private func sheetID(_ form: String, of reader: ReaderID, _ generation: Int) -> DossierID {
        // No form has a slash in its name: nothing that is sent gets such a number.
        dossierID(form: "sheet/\(form)", idempotencyKey: "\(reader)/\(generation)")
    }

    /// The dossier of the sheet that a reader keeps by a form, or the number that it would have.
    ///
    /// A number is never given again, so that each sheet that was erased makes for another;
    /// `earlier` is how many were.
    package func sheet(
        _ form: String,
        of reader: ReaderID
    ) throws(StoreError) -> (id: DossierID, dossier: Dossier?, earlier: Int) {
        var generation = 0
        while true {
            let id = sheetID(form, of: reader, generation)
            if isErased(id) {
                generation += 1
                continue
            }
            return (id, contains(id) ? try read(id) : nil, generation)
        }
    }
}
