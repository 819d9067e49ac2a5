import Testing
import VivierIntake
import VivierReception
import VivierStore

@Suite("reception")
struct ReceptionTests {
    private let cv = Array("%PDF-1.7 /JavaScript ".utf8)

    @Test("a submission becomes a dossier whose first event says all of it")
    func accepted() throws {
        let test = try TestReception()
        let body = Body.complete(("offer", "A-1"), ("language", "fr"), ("color", "bleu"))
            .with("cv", file: "C:\\moi\\cv.pdf", cv).with("cv", file: "", [])
        let outcome = try test.receive(body)
        let receipt = try #require(outcome.receipt)
        #expect(outcome.summary == "accepted")
        #expect(receipt.files.map(\.name) == ["cv.pdf"] && receipt.language == "fr")
        let event = try test.firstEvent(receipt.id)
        #expect(event["offer"]?.string == "A-1")
        let fields = (event["fields"]?.array ?? []).map {
            "\($0["name"]?.string ?? "") \($0["value"]?.array?.first?.string ?? "")"
        }
        #expect(fields == ["name Zoé", "email zoe@exemple.fr"])
        #expect(event["unknown"]?.array?.first?["value"]?.string == "bleu")
        let file = try #require(event["files"]?.array?.first)
        #expect(file["type"]?.string == "application/pdf")
        #expect(file["findings"]?.array == [.string("pdf-javascript")])
        #expect(try test.store.file(file["sha256"]?.string ?? "", of: receipt.id) == cv)
        #expect(try test.contents == "1 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("the same key is the same submission, however often it comes")
    func duplicate() throws {
        let test = try TestReception()
        let body = Body.complete(("idempotency_key", "k1")).with("cv", file: "cv.pdf", cv)
        let first = try test.receive(body)
        let later = try test.receive(body, at: TestReception.noon.advanced(seconds: 90 * 86_400))
        #expect(later.summary == "duplicate")
        #expect(later.receipt == first.receipt)
        let other = try test.receive(.complete(("idempotency_key", "k2")))
        #expect(other.summary == "accepted")
        #expect(try test.contents == "2 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("what comes with the key of another submission is not lost")
    func sameKeyOtherContent() throws {
        let test = try TestReception()
        let first = try test.receive(.complete(("idempotency_key", "k")))
        let body = Body.complete(("idempotency_key", "k"), ("message", "Une correction"))
        let second = try test.receive(body)
        #expect(second.summary == "quarantined same-key-other-content")
        let id = try #require(second.quarantine)
        #expect(try test.store.quarantined(id).reason.dossier == first.receipt?.id)
        #expect(try test.store.quarantinedBytes(id) == body.bytes)
    }

    @Test("without a key, the same within 24 hours is the same submission")
    func window() throws {
        let test = try TestReception()
        let body = Body.complete()
        let hour = 3_600
        #expect(try test.receive(body).summary == "accepted")
        for hours in [1, 13, 23] {
            let time = TestReception.noon.advanced(seconds: hours * hour)
            #expect(try test.receive(body, at: time).summary == "duplicate")
        }
        let dayLater = TestReception.noon.advanced(seconds: 24 * hour)
        #expect(try test.receive(body, at: dayLater).summary == "accepted")
        #expect(try test.receive(.complete(("message", "x"))).summary == "accepted")
        #expect(try test.contents == "3 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("the browser is told what is wrong, and nothing is kept")
    func refused() throws {
        let test = try TestReception()
        var body = Body()
        body.add("email", "zoe@")
        let outcome = try test.receive(body.with("cv", file: "cv.pdf", Array("MZ".utf8)))
        #expect(
            outcome.summary
                == "refused name required, email mail, cv content-differs-from-extension"
        )
        #expect(try test.contents == "0 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("what nobody is there to correct goes into quarantine")
    func kept() throws {
        var test = try TestReception()
        test.reception.refusal = .kept
        var body = Body()
        body.add("email", "zoe@")
        let outcome = try test.receive(body.with("cv", file: "cv.exe", [1]))
        #expect(outcome.summary == "quarantined invalid-fields")
        let id = try #require(outcome.quarantine)
        let reason = try test.store.quarantined(id).reason
        #expect(
            reason.detail
                == "name: required, email: mail, cv: file-type, cv: unknown-extension"
        )
        #expect(try test.store.quarantinedBytes(id) == body.with("cv", file: "cv.exe", [1]).bytes)
    }

    @Test("what cannot be read, or is suspect, goes into quarantine as it came")
    func quarantined() throws {
        let test = try TestReception()
        let long = [UInt8](repeating: 65, count: 65_537)
        let cases: [(body: Body, form: String, code: String)] = [
            (.complete(("leave_empty", "x")), "apply", "suspect-trap"),
            (.complete(("elapsed", "12")), "apply", "suspect-too-fast"),
            (.complete(("offer", "late")), "apply", "closed-offer"),
            (.complete(), "nothing", "unknown-form"),
            (Body(ending: ""), "apply", "no-boundary"),
            (.complete().with("name", [0xE9]), "apply", "bad-text"),
            (.complete().with("x", long), "apply", "field-too-large"),
            (.complete().with("a\"; name=\"b", [1]), "apply", "bad-disposition"),
        ]
        for (body, form, code) in cases {
            let outcome = try test.receive(body, form: form)
            #expect(outcome.summary == "quarantined \(code)")
            let id = try #require(outcome.quarantine)
            #expect(try test.store.quarantinedBytes(id) == body.bytes, "\(code)")
        }
        #expect(try test.contents == "0 dossiers, 8 in quarantine, 0 under way")
    }

    @Test("a proof of work is written down, and who has none is taken in too")
    func proofOfWork() throws {
        let test = try TestReception()
        // SHA-256 of "apply:k1:25" begins with a byte of zeros, that of "apply:k1:26" does not.
        let cases: [(key: String, proof: String?, journal: String)] = [
            ("k1", "25", "done"), ("k2", nil, "missing"), ("k3", "", "missing"),
        ]
        for (key, proof, journal) in cases {
            var body = Body.complete(("offer", "dear"), ("idempotency_key", key))
            if let proof { body.add("proof", proof) }
            let id = try #require(try test.receive(body).receipt?.id)
            #expect(try test.firstEvent(id)["proof"]?.string == journal)
            #expect(try test.firstEvent(id)["unknown"]?.array == [])
        }
        // A form that asks for none.
        let plain = Body.complete(("idempotency_key", "k1"), ("proof", "26"), ("message", "x"))
        #expect(try test.receive(plain).summary == "quarantined same-key-other-content")
        let id = try #require(try test.receive(.complete(("proof", "26"))).receipt?.id)
        #expect(try test.firstEvent(id)["proof"] == nil)
    }

    @Test("a wrong proof of work makes suspect, until a person has looked")
    func wrongProof() throws {
        let test = try TestReception()
        for (key, proof) in [("k1", "26"), ("k2", "25"), ("k1", "x"), ("", "25")] {
            let said = [("offer", "dear"), ("idempotency_key", key), ("proof", proof)]
            var body = Body.complete()
            for (name, text) in said { body.add(name, text) }
            #expect(try test.receive(body).summary == "quarantined suspect-proof")
        }
        let id = try #require(try test.store.quarantined().first)
        let taken = try #require(try test.reception.requeue(id)?.receipt?.id)
        #expect(try test.firstEvent(taken)["proof"]?.string == "wrong")
    }

    @Test("a large body that breaks off is kept whole")
    func largeQuarantine() throws {
        let test = try TestReception()
        var body = Body.complete().with(
            "cv",
            file: "cv.pdf",
            cv + [UInt8](repeating: 7, count: 3 << 20)
        )
        body.ending = ""
        let id = try #require(try test.receive(body).quarantine)
        #expect(try test.store.quarantinedBytes(id) == body.bytes)
        #expect(try test.contents == "0 dossiers, 1 in quarantine, 0 under way")
    }

    @Test("a body over the limit is cut off, and leaves nothing behind")
    func tooLarge() throws {
        var test = try TestReception()
        test.reception.limits.body = 300_000
        let body = Body.complete().with("cv", file: "cv.pdf", [UInt8](repeating: 7, count: 400_000))
        #expect(try test.receive(body).summary == "too large body-too-large")
        #expect(try test.contents == "0 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("a submission that is let go leaves nothing behind")
    func letGo() throws {
        let test = try TestReception()
        do {
            var incoming = test.reception.begin(
                Envelope(
                    form: "apply",
                    contentType: "multipart/form-data; boundary=b",
                    source: "test",
                    time: TestReception.noon
                )
            )
            let body = Body.complete().with(
                "cv",
                file: "cv.pdf",
                [UInt8](repeating: 7, count: 200_000)
            )
            #expect(try incoming.feed(body.bytes.span))
            #expect(try test.contents == "0 dossiers, 0 in quarantine, 2 under way")
        }
        #expect(try test.contents == "0 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("what was erased is not taken in again")
    func erased() throws {
        let test = try TestReception()
        let body = Body.complete(("idempotency_key", "k"))
        let id = try #require(try test.receive(body).receipt?.id)
        _ = try test.store.erase(id, reason: "asked", at: TestReception.noon)
        #expect(try test.receive(body).summary == "erased")
        #expect(try test.contents == "0 dossiers, 0 in quarantine, 0 under way")
    }

    @Test("what a person has looked at is tried again, and stays if it still cannot be read")
    func requeue() throws {
        let test = try TestReception()
        let suspect = try #require(try test.receive(.complete(("leave_empty", "x"))).quarantine)
        let torn = try #require(try test.receive(Body(ending: "")).quarantine)
        let taken = try #require(try test.reception.requeue(suspect))
        #expect(taken.summary == "accepted" && taken.receipt?.time == TestReception.noon)
        #expect(try test.store.quarantined(suspect).reason.dossier == taken.receipt?.id)
        #expect(try test.reception.requeue(suspect)?.summary == "duplicate")
        #expect(try test.reception.requeue(torn)?.summary == "quarantined no-boundary")
        #expect(try test.contents == "1 dossiers, 2 in quarantine, 0 under way")
    }
}
