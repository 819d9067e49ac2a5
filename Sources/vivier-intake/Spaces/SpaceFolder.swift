import VivierFiles
import VivierSite
import VivierSpaces
import VivierStore

/// Where the sealed pages of a site stand.
struct SpaceFolder {
    /// A page as it lies there.
    struct Page {
        let name: String
        let bytes: [UInt8]

        init(_ page: SpacePage, under secret: PageSecret) {
            name = secret.name
            bytes = SealedPage.seal(page.bytes, with: secret)
        }
    }

    /// The folder of the site.
    let site: String

    private var path: String { "\(site)/\(IntakePages.sealedFolder)" }

    var exists: Bool { isFolder(path) }

    func make() throws(SystemCallError) {
        var path = site
        for part in IntakePages.sealedFolder.split(separator: "/") {
            path += "/\(part)"
            try makePublicFolder(path)
        }
    }

    /// The names of pages, and of what a stop left half-written.
    var pages: [String] {
        get throws(SystemCallError) { try names(in: path).filter(isPageName) }
    }

    func has(_ secret: PageSecret) -> Bool { VivierFiles.exists("\(path)/\(secret.name)") }

    /// The bytes of a page; `nil` if it is not there.
    func read(_ secret: PageSecret) -> [UInt8]? { try? readFile("\(path)/\(secret.name)") }

    /// - Returns: Whether it differs from what stood there.
    func write(_ page: Page) throws(SystemCallError) -> Bool {
        let path = "\(path)/\(page.name)"
        if VivierFiles.exists(path), try readFile(path) == page.bytes { return false }
        try replacePublic(path, page.bytes)
        return true
    }

    /// - Returns: Whether it was there.
    func delete(_ name: String) throws(SystemCallError) -> Bool {
        guard VivierFiles.exists("\(path)/\(name)") else { return false }
        try deleteFile("\(path)/\(name)")
        return true
    }

    /// Deletes the pages of a dossier and the homes that lead there, whatever is in them.
    func delete(_ id: DossierID, _ access: ReaderAccess) {
        for secret in access.everyHome + access.everyPage(of: id) {
            // One that cannot be deleted is found by `vivier-intake spaces`.
            try? deleteFile("\(path)/\(secret.name)")
        }
    }
}

/// The name of a page, or one that a stop left half-written.
private func isPageName(_ name: String) -> Bool {
    let plain = name.hasSuffix(".new") ? String(name.dropLast(4)) : name
    return ReaderID(plain) != nil
}
