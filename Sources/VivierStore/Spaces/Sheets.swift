extension Store {
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
            // No form has a slash in its name: nothing that is sent gets such a number.
            let id = dossierID(form: "sheet/\(form)", idempotencyKey: "\(reader)/\(generation)")
            if isErased(id) {
                generation += 1
                continue
            }
            return (id, contains(id) ? try read(id) : nil, generation)
        }
    }
}
