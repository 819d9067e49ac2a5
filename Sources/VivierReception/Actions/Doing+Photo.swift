internal import VivierForms
internal import VivierSpaces
internal import VivierStore
internal import VivierWorkflow

/// What readers do with the photo of a sheet.
extension Doing {
    /// Puts a photo in the place of the one that a sheet has, if it has one.
    ///
    /// The right is for one more photo than there were: whoever sends it a second time is answered as
    /// the first time, and an older photo does not come back by it.
    func keepPhoto(_ token: ActionToken) throws -> ActionOutcome {
        guard let id = token.dossier else { return ActionOutcome("unknown") }
        let dossier = try store.read(id)
        let sheet = Candidature(dossier)
        guard sheet.isSheet, !sheet.isTakenBack, store.reader(of: dossier) == token.reader,
            form(sheet.form)?.hasPhoto == true
        else { return ActionOutcome("unknown") }
        let jpeg: [UInt8]
        switch photo {
        case nil: return ActionOutcome(.nothingSent)
        case .refused(let key)?: return ActionOutcome(key)
        case .jpeg(let made)?: jpeg = made
        }
        let source = source(token, saying: jpeg)
        let done = ActionOutcome("photo_kept", isDone: true, reader: token.reader)
        let name = SheetPhoto.form(ofSheet: sheet.form)
        var place = try store.sheet(name, of: token.reader)
        if place.dossier?.events.first?.source == source { return done }
        guard place.earlier + (place.dossier == nil ? 0 : 1) == token.target else {
            return ActionOutcome("expired")
        }
        if place.dossier != nil {
            try store.erase(place.id, reason: "replaced", at: now)
            place = try store.sheet(name, of: token.reader)
        }
        guard try publish(jpeg, as: place.id, name, token, source) else {
            // Another one came at the same moment.
            return ActionOutcome("expired")
        }
        return done
    }

    func forgetPhoto(_ id: DossierID, _ token: ActionToken) throws -> ActionOutcome {
        guard token.action == .forget else { return ActionOutcome("unknown") }
        guard isConfirmed else { return ActionOutcome("unconfirmed") }
        try store.erase(id, reason: "asked", at: now)
        var outcome = ActionOutcome("photo_removed", isDone: true, reader: token.reader)
        outcome.erased = [id]
        return outcome
    }

    /// - Returns: Whether it is this photo that the store has now.
    private func publish(
        _ jpeg: [UInt8],
        as id: DossierID,
        _ form: String,
        _ token: ActionToken,
        _ source: String
    ) throws -> Bool {
        let staged = try store.stageSealed()
        try staged.beginFile()
        try staged.write(jpeg.span)
        let stored = try staged.endFile()
        let file = Happening.Attachment(
            field: "photo",
            name: SheetPhoto.fileName,
            size: stored.size,
            sha256: stored.sha256,
            mediaType: "image/jpeg"
        )
        let first = try NewEvent.sheetOpened(
            form,
            by: token.reader,
            language: self["language"],
            fields: [],
            files: [file],
            source: source,
            at: now
        )
        switch try store.publish(staged, as: id, first: first) {
        case .published: return true
        case .duplicate: return try store.read(id).events.first?.source == source
        case .erased: return false
        }
    }
}
