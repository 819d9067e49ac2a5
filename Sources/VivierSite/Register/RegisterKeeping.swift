import Synchronization
import VivierCrypto
import VivierDiagnostics
import VivierFiles
import VivierModel

/// The register of a build: read before anything is made, written when all is in place.
struct RegisterKeeping {
    private let path: String
    private let time: String
    private let key: Ed25519Key?
    private var register: PublicationRegister

    /// Reads the register and its key.
    ///
    /// - Returns: `nil` with a diagnostic if either cannot be used.
    init?(
        _ options: RegisterOptions,
        at instant: Int,
        into diagnostics: inout Diagnostics
    ) throws(SystemCallError) {
        path = options.path
        time = utcText(instant)
        key =
            try options.key.map { name throws(SystemCallError) in
                Ed25519Key(pem: try readFile(name))
            } ?? nil
        if let name = options.key {
            guard let key else {
                diagnostics.emit(.noRegisterKey(name))
                return nil
            }
            guard key.canSign else {
                diagnostics.emit(.publicKeyCannotSign(name))
                return nil
            }
        }
        let bytes = exists(path) ? try readFile(path) : []
        let source = SourceText(path: path, bytes: bytes)
        guard let register = PublicationRegister(source, key: key, into: &diagnostics) else {
            return nil
        }
        self.register = register
        if register.isSigned, key == nil {
            diagnostics.emit(.registerWithoutKey(path))
            return nil
        }
        if let last = register.entries.last, last.time > time {
            diagnostics.emit(.registerAhead(path, last: last.time, now: time))
            return nil
        }
    }

    /// Says what is readable now; writes nothing where nothing has changed.
    ///
    /// - Throws: ``SystemCallError``; the file is as it was, and the next build says it.
    mutating func record(_ pages: [RegisteredPage], day: String) throws(SystemCallError) {
        let known = register.entries.count
        register.record(pages, at: time, day: day, key: key)
        guard register.entries.count > known else { return }
        try replaceDurably(path, register.bytes)
    }
}

/// Passes the files of a site on, and keeps the hashes of the pages of open offers.
final class RegisteredPages: SiteSink {
    private let site: any SiteSink
    /// Address to reference.
    private let references: [String: String]
    private let hashes = Mutex<[String: String]>([:])

    init(of plan: SitePlan, in site: any SiteSink) {
        self.site = site
        var references: [String: String] = [:]
        for entry in plan.views[0].catalogue.open {
            for version in entry.versions {
                references[plan.views[0].offerAddress(version)] = entry.offer.reference
            }
        }
        self.references = references
    }

    func claim(_ address: String, for source: String, into diagnostics: inout Diagnostics) -> Bool {
        site.claim(address, for: source, into: &diagnostics)
    }

    func write(_ address: String, _ pieces: FilePieces) throws(SystemCallError) {
        if references[address] != nil {
            let hash = hexadecimal(SHA256.hash(Array(pieces.joined())))
            hashes.withLock { $0[address] = hash }
        }
        try site.write(address, pieces)
    }

    /// What was written, in no order.
    var all: [RegisteredPage] {
        hashes.withLock { $0 }.map { address, hash in
            RegisteredPage(address: address, reference: references[address] ?? "", sha256: hash)
        }
    }
}
