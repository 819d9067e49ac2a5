import VivierAccounts
import VivierStore

/// What guards the ways to sign in.
struct Entrance: Sendable {
    let accounts: Accounts

    /// `nil` if nothing is limited.
    let attempts: AttemptLog?
    let links: AttemptLog?
    /// Sign-ins with providers that were begun.
    let departures: AttemptLog?

    /// Those on the way to a provider, and back.
    let door = OpenIDDoor()

    /// They wait for servers elsewhere, and keep nobody else waiting.
    let elsewhere = DiskThreads(count: 4)

    /// One hash needs 19 MiB: no more than two at once.
    let threads = DiskThreads(count: 2)

    init(_ store: Store, isLimited: Bool) throws(StoreError) {
        accounts = try Accounts(store)
        attempts = isLimited ? AttemptLog(store, "sign-in", .signIn) : nil
        links = isLimited ? AttemptLog(store, "link", .link) : nil
        departures = isLimited ? AttemptLog(store, "elsewhere", .elsewhere) : nil
    }
}
