import VivierFiles
import VivierReception
import VivierSite
import VivierSpaces
import VivierStore

/// Puts what became of a submission into HTTP.
struct Answering {
    let pages: IntakePages
    let store: Store

    /// All but the taking in of a submission.
    func answer(_ request: IntakeRequest) -> HTTPAnswer {
        switch (request.target, request.method) {
        case (.health, "GET"), (.health, "HEAD"): return .text(200, "ok\n")
        case (.receipt(let number), "GET"), (.receipt(let number), "HEAD"): return receipt(number)
        // Documents are shown by the server alone, which limits how many at once.
        case (.metrics, _), (.other, _), (.document, "GET"), (.document, "HEAD"),
            (.signInElsewhere, "GET"), (.signInBack, "GET"):
            return page(404, .unknown)
        case (.submit, _), (.action, _), (.space, _), (.signIn, _), (.sendLink, _),
            (.unsubscribe, _):
            return refused(allow: "POST")
        case (.health, _), (.receipt, _), (.document, _), (.signInElsewhere, _), (.signInBack, _):
            return refused(allow: "GET")
        }
    }

    private func refused(allow: String) -> HTTPAnswer {
        var answer = page(405, .unknown)
        answer.headers.append(("Allow", allow))
        return answer
    }

    func answer(_ outcome: Outcome, to request: IntakeRequest) -> HTTPAnswer {
        if request.wantsJSON {
            let location = outcome.accepted.flatMap { receipt in
                fragment(receipt).map { "../receipt/\(receipt.id)#\($0)" }
            }
            return .json(status(outcome), outcome.json(pages.forms, location: location))
        }
        switch outcome {
        case .accepted(let receipt):
            let fragment = fragment(receipt).map { "#\($0)" } ?? ""
            return .seeOther("\(request.base)/receipt/\(receipt.id)\(fragment)")
        case .duplicate(let receipt): return .seeOther("\(request.base)/receipt/\(receipt.id)")
        case .replied(let id): return .seeOther("\(request.base)/receipt/\(id)")
        case .quarantined(let id, _): return .seeOther("\(request.base)/receipt/\(id)")
        case .refused(let refused):
            return .page(422, pages.refused(refused.form, refused.submission, refused.refusals))
        case .misdirected: return page(422, .misdirected)
        case .tooLarge: return page(413, .tooLarge)
        case .erased: return page(410, .erased)
        }
    }

    /// What opens the page of a dossier, for who has just sent it.
    ///
    /// It stands behind the `#`, which no server is told: whoever finds the number of a receipt,
    /// in a log or over a shoulder, does not find the page.
    private func fragment(_ receipt: Acknowledgement) -> String? {
        // Without it the receipt is as good, and the letter has the link.
        guard pages.hasSpaces, let rotation = try? store.rotation(of: receipt.reader) else {
            return nil
        }
        return SpaceKeys(store)
            .page(of: receipt.id, for: receipt.reader, rotation: rotation).fragment
    }

    /// Nothing was received: the disk is full, or something is broken.
    func answer(_ error: StoreError, to request: IntakeRequest) -> HTTPAnswer {
        var status = 500
        if case .disk(let failure) = error, failure.isFull { status = 507 }
        if request.wantsJSON { return failure(status, error.code) }
        return page(status, status == 507 ? .full : .broken)
    }

    /// What anybody who has its number may know of a submission.
    func receipt(_ number: String) -> HTTPAnswer {
        do throws(StoreError) {
            if let id = DossierID(number), let known = try Acknowledgement(of: id, in: store) {
                var answer = IntakeAnswer(.received)
                answer.number = number
                answer.received = Int(known.time.milliseconds / 1000)
                answer.receipt = IntakeAnswer.Receipt(
                    code: known.code,
                    form: known.form,
                    offer: known.offer,
                    files: known.files.map {
                        IntakeAnswer.File(field: $0.field, size: $0.size, sha256: $0.sha256)
                    }
                )
                return .page(200, pages.answer(answer, language: known.language))
            }
            if let id = QuarantineID(number) {
                var answer = IntakeAnswer(.kept)
                answer.number = number
                answer.received = Int(try store.quarantined(id).reason.time.milliseconds / 1000)
                return .page(200, pages.answer(answer, language: ""))
            }
            return page(404, .unknown)
        } catch .noSuchQuarantine, .erased {
            return page(404, .unknown)
        } catch {
            return page(500, .broken)
        }
    }

    func page(_ status: Int, _ kind: IntakeAnswer.Kind) -> HTTPAnswer {
        .page(status, pages.answer(IntakeAnswer(kind), language: ""))
    }

    /// What a script is told instead of a page.
    func failure(_ status: Int, _ code: String) -> HTTPAnswer {
        let members: [JSONValue.Member] = [
            .init("format", .int(1)), .init("state", .string("refused")),
            .init("reason", .string(code)),
        ]
        return .json(status, JSONValue.object(members).bytes)
    }

    private func status(_ outcome: Outcome) -> Int {
        switch outcome {
        case .accepted, .duplicate, .replied: 201
        case .quarantined: 202
        case .refused, .misdirected: 422
        case .tooLarge: 413
        case .erased: 410
        }
    }
}
