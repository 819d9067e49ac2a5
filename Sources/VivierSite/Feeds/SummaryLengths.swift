import Synchronization

/// How many bytes each open offer has in the list of the API, so that a later build can put
/// another entry in its place; 0 for one that is not in it.
final class SummaryLengths: Sendable {
    private let lengths: Mutex<[UInt32]>

    init(offers: Int) { lengths = Mutex(Array(repeating: 0, count: offers)) }

    func note(_ bytes: Int, of offer: Int) {
        lengths.withLock { $0[offer] = UInt32(clamping: bytes) }
    }

    var all: [UInt32] { lengths.withLock { $0 } }
}
