extension Store {
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
