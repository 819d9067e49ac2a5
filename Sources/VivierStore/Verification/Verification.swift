internal import VivierCrypto
internal import VivierFiles

extension Store {
    /// Checks every journal, file and key, the quarantine, the erasures and the newest seal.
    ///
    /// Nothing is changed.
    ///
    /// - Complexity: every byte of the store is read.
    package func verify() throws(StoreError) -> VerificationReport {
        var report = VerificationReport()
        let (seal, badSeals) = try newestSeal()
        for name in badSeals { report.add("seals/\(name)", "bad-seal", "its code does not fit") }
        let heads = Dictionary((seal?.heads ?? []).map { ($0.id, $0) }) { $1 }
        for id in try list() { try verify(id, sealed: heads[id], &report) }
        for head in seal?.heads ?? [] where !contains(head.id) && !exists(layout.tombstone(head.id))
        {
            report.add(short(head.id), "missing-dossier", "the seal has it, the store does not")
        }
        for id in try quarantined() { try verify(id, &report) }
        try verifyErasures(sealed: seal?.erased ?? [], &report)
        return report
    }

    private func verifyErasures(
        sealed: [DossierID],
        _ report: inout VerificationReport
    )
        throws(StoreError)
    {
        let erased = try erased()
        report.erased = erased.count
        for id in erased {
            if isHalfErased(id) { report.add(short(id), "half-erased", "its erasure was stopped") }
            if try tombstone(of: id) == nil {
                report.add(shortTombstone(id), "damaged-tombstone", "it is not what was written")
            }
        }
        guard safeguards.has(.sealedErasures) else { return }
        for id in sealed where !isErased(id) {
            report.add(shortTombstone(id), "missing-tombstone", "the seal has it")
        }
    }

    private func shortTombstone(_ id: DossierID) -> String { "tombstones/\(id.shard)/\(id).json" }

    private func short(_ id: DossierID) -> String { "dossiers/\(id.shard)/\(id)" }

    private func isHalfErased(_ id: DossierID) -> Bool {
        contains(id) || exists(layout.key(id.description)) || exists(graveyard(id))
    }

    private func verify(
        _ id: DossierID,
        sealed: Seal.Head?,
        _ report: inout VerificationReport
    )
        throws(StoreError)
    {
        report.dossiers += 1
        let path = short(id)
        do throws(StoreError) {
            let scan = JournalScan(try journalBytes(id), of: id, safeguards: safeguards)
            report.events += scan.lines.count
            switch scan.tail {
            case .whole: break
            case .torn(let count):
                report.add(
                    "\(path)/events.jsonl",
                    "torn-journal",
                    "it ends with \(count) bytes of a line that was not finished"
                )
            case .damaged(let line, let reason):
                report.add("\(path)/events.jsonl", "damaged-journal", "line \(line): \(reason)")
            }
            if let sealed, safeguards.has(.sealedHeads), !scan.holds(sealed) {
                report.add(
                    "\(path)/events.jsonl",
                    "shortened-journal",
                    "event \(sealed.number) is not the one that was sealed"
                )
            }
            try verifyFiles(try dossier(id, scan), &report)
        } catch {
            switch error {
            case .erased, .noSuchDossier: return
            case .disk: throw error
            default: report.add(path, error.code, "\(error)")
            }
        }
    }

    private func verifyFiles(
        _ dossier: Dossier,
        _ report: inout VerificationReport
    )
        throws(StoreError)
    {
        let key = try dossierKey(dossier.id.description)
        let folder = layout.files(dossier.id)
        for file in dossier.files {
            report.files += 1
            let name = key?.fileName(sha256: file.sha256) ?? file.sha256
            let path = "\(short(dossier.id))/files/\(name)"
            guard exists("\(folder)/\(name)") else {
                report.add(path, "missing-file", "an event names it, and it is not there")
                continue
            }
            let isWhole = try onDisk { () throws(SystemCallError) in
                try FileReader("\(folder)/\(name)", key: key).check() == file
            }
            if !isWhole, safeguards.has(.fileHash) {
                report.add(path, "damaged-file", "it is not what was received")
            }
        }
    }

    private func verify(
        _ id: QuarantineID,
        _ report: inout VerificationReport
    )
        throws(StoreError)
    {
        report.quarantined += 1
        let path = "quarantine/\(id.shard)/\(id)"
        do throws(StoreError) {
            let item = try quarantined(id)
            let key = try dossierKey(id.description)
            let raw = "\(layout.quarantine(id))/raw"
            let isWhole = try onDisk { () throws(SystemCallError) in
                exists(raw) ? try FileReader(raw, key: key).check() == item.file : false
            }
            if !isWhole, safeguards.has(.fileHash) {
                report.add("\(path)/raw", "damaged-file", "it is not what was received")
            }
        } catch {
            if case .disk = error { throw error }
            report.add(path, error.code, "\(error)")
        }
    }
}

extension JournalScan {
    /// Whether the line that was sealed is still there.
    fileprivate func holds(_ head: Seal.Head) -> Bool {
        head.number <= lines.count && hexadecimal(lines[head.number - 1].hash) == head.hash
    }
}
