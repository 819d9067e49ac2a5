internal import VivierFiles
package import VivierStore

/// The passwords of readers who chose one.
package struct Accounts: Sendable {
    /// Why a password is not taken; the raw value is the word that messages are found by.
    package enum Refusal: String, Error, Sendable {
        case tooShort = "password_short"
        case tooLong = "password_long"
        case differs = "password_differs"
    }

    /// In characters.
    package static let shortest = 12
    package static let longest = 200

    private let store: Store

    /// What passwords are held against for those who have none, so that it takes as long.
    private let nobody: PasswordHash

    /// - Throws: ``StoreError`` if there is no chance or no memory to be had.
    package init(_ store: Store) throws(StoreError) {
        self.store = store
        nobody = try Self.hash("", store)
    }

    /// Keeps a password, durably, in place of an earlier one.
    ///
    /// `again`: The same, typed a second time.
    /// - Throws: ``Refusal`` or ``StoreError``; the earlier one stays.
    package func set(_ password: String, again: String, for reader: ReaderID) throws {
        guard password == again else { throw Refusal.differs }
        guard password.count >= Self.shortest else { throw Refusal.tooShort }
        guard password.count <= Self.longest else { throw Refusal.tooLong }
        try store.setPassword(try Self.hash(password, store).text, for: reader)
    }

    /// Whether a password is that of a reader; the time it takes does not tell whether the reader
    /// has one, or is known at all.
    package func admits(_ password: String, _ reader: ReaderID) throws(StoreError) -> Bool {
        let kept = try store.password(of: reader)
        let isRight = (kept.map { PasswordHash(kept: $0) } ?? nobody)
            .isOf(String(password.prefix(Self.longest)))
        return isRight && kept != nil
    }

    private static func hash(
        _ password: String,
        _ store: Store
    ) throws(StoreError) -> PasswordHash {
        do throws(SystemCallError) {
            let salt = try randomBytes(16)
            if let hash = PasswordHash(password, salt: salt) { return hash }
        } catch {
            throw .disk(error)
        }
        throw .invalidEvent(reason: "there is no memory to hash a password")
    }
}
