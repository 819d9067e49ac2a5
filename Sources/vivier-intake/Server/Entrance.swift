import VivierAccounts
import VivierStore

/// What guards the sign-in with a password.
struct Entrance: Sendable {
    let accounts: Accounts

    /// `nil` if nothing is limited.
    let attempts: AttemptLog?
    let links: AttemptLog?

    /// One hash needs 19 MiB: no more than two at once.
    let threads = DiskThreads(count: 2)

    init(_ store: Store, isLimited: Bool) throws(StoreError) {
        accounts = try Accounts(store)
        attempts = isLimited ? AttemptLog(store, "sign-in", .signIn) : nil
        links = isLimited ? AttemptLog(store, "link", .link) : nil
    }
}
