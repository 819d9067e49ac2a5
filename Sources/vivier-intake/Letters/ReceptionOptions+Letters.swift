import ArgumentParser
import VivierDiagnostics
import VivierFiles
import VivierIndex
import VivierMail
import VivierOutbox
import VivierSite
import VivierStore

/// Why no letters are written.
enum NoLetters: Error {
    case noSender
    case badSender(String)
    case noTheme(String)

    var note: String {
        switch self {
        case .noSender:
            """
            note: no candidate is written to: the site gives no sender [no-sender]
              = write 'mail: {from: Recrutement <emplois@example.org>}' into site.yml

            """
        case .badSender(let address):
            """
            note: no candidate is written to: mail cannot be sent from '\(address)' [no-sender]
              = write an address without accents into 'mail' of site.yml

            """
        case .noTheme(let folder):
            """
            note: no candidate is written to: there are no letters in '\(folder)' [no-letters]
              = give the folder of the theme with --templates

            """
        }
    }
}

/// What `site.yml` says of the sender; what is wrong with the file, others say.
func readSender(_ content: String) -> SiteSender? {
    var ignored = Diagnostics()
    // A file that cannot be read gives no sender.
    return try? SiteSender.read(content: content, into: &ignored)
}

extension ReceptionOptions {
    /// The letters of the theme.
    ///
    /// - Throws: ``NoLetters``.
    func letters() throws(NoLetters) -> LetterLibrary {
        let folder = "\(themeFolder)/mail"
        guard isFolder(folder) else { throw .noTheme(folder) }
        var diagnostics = Diagnostics()
        do throws(SystemCallError) {
            let sources = try listFiles(below: folder).files.map { path throws(SystemCallError) in
                SourceText(path: "mail/\(path)", bytes: try readFile("\(folder)/\(path)"))
            }
            if let letters = LetterLibrary(sources, into: &diagnostics) { return letters }
        } catch {
            say("error: \(error)\n")
        }
        say(diagnostics.sorted.map { "\($0)\n" }.joined())
        throw .noTheme(folder)
    }

    /// What writes letters about the dossiers of a store.
    ///
    /// - Throws: ``NoLetters``.
    func letterWriter(_ store: Store, _ forms: IntakeForms) throws(NoLetters) -> LetterWriter {
        guard let sender = forms.sender else { throw .noSender }
        return try LetterWriter(store, forms, sender, try letters())
    }

    /// The same; `outbox run` says why there is none.
    func letterWriterIfAny(_ store: Store, _ forms: IntakeForms) -> LetterWriter? {
        try? letterWriter(store, forms)
    }

    /// Queues the letters that a stop, a power cut, or a site without a sender kept
    /// from being queued; says what stands in the way.
    func writeOverdue(in store: Store) async {
        guard isFolder(self.store.content), readSender(self.store.content) != nil else {
            return say(NoLetters.noSender.note)
        }
        do {
            let open = try DossierIndex(of: store).openLetters()
            let missing = try Outbox(store).missing(open, in: store)
            if missing.isEmpty { return }
            let writer = try letterWriter(store, try await forms())
            for id in writer.addressees(missing) { writer.write(id, at: time) }
        } catch let reason as NoLetters {
            say(reason.note)
        } catch is ExitCode {
            // What is wrong with the site was said.
        } catch {
            say("warning: no letter could be written: \(error) [no-letter]\n")
        }
    }
}

extension LetterWriter {
    /// - Throws: ``NoLetters`` for a sender that no server would take.
    init(
        _ store: Store,
        _ forms: IntakeForms,
        _ sender: SiteSender,
        _ letters: LetterLibrary
    ) throws(NoLetters) {
        guard let from = MailAddress(sender.address) else { throw .badSender(sender.address) }
        self.store = store
        self.forms = forms
        self.letters = letters
        self.from = Mailbox(name: sender.name.flatMap { HeaderText($0) }, from)
        replyTo = sender.replyTo.flatMap { MailAddress($0) } ?? from
        replies = sender.replies.flatMap { MailAddress($0) }
    }

    /// Those that were promised a letter, or whose form asks for an address.
    func addressees(_ missing: [DossierIndex.OpenLetter]) -> [DossierID] {
        let forms = Set(forms.formsWithAddress)
        return missing.filter { !$0.isOwed || forms.contains($0.form) }.map(\.id)
    }
}

extension Outbox {
    /// Those with a letter that nobody promised yet, or that a stop took away.
    ///
    /// A kill takes nothing away: after it, what is missing was never written. After a power
    /// cut the index is made anew, and letters that were not flushed may be gone or torn.
    func missing(
        _ letters: [DossierIndex.OpenLetter],
        in store: Store
    ) throws(SystemCallError) -> [DossierIndex.OpenLetter] {
        var missing: [DossierIndex.OpenLetter] = []
        for letter in letters {
            let isMissing = letter.isOwed ? true : try lacksPromised(of: letter.id, in: store)
            if isMissing { missing.append(letter) }
        }
        return missing
    }

    private func lacksPromised(
        of id: DossierID,
        in store: Store
    ) throws(SystemCallError) -> Bool {
        // One that was erased since, or is damaged, gets no letter.
        let promised = (try? store.read(id))?.promisedLetters ?? []
        for letter in promised where try lacks(letter.mail, of: id) { return true }
        return false
    }
}
