import Dispatch
import NIOPosix
import Synchronization
import VivierFiles

/// Threads that wait for the disk at the same time, so that a submission waits for the slowest of
/// its flushes and not for their sum.
final class FlushCrew: Flushing {
    private let pool: NIOThreadPool

    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    /// Does all of them, the first on the thread that asks.
    ///
    /// - Throws: One of the errors, after all have ended.
    func flush(_ things: [Unflushed]) throws(SystemCallError) {
        let failure = Failure()
        // A group of Dispatch, because `Synchronization` has nothing that a thread can wait for.
        let running = DispatchGroup()
        for thing in things.dropFirst() {
            running.enter()
            // Whether the pool is about to stop or not: who asked waits for it.
            pool.submit { _ in
                failure.note(thing)
                running.leave()
            }
        }
        if let first = things.first { failure.note(first) }
        running.wait()
        if let error = failure.error { throw error }
    }

    /// The first error of several threads.
    private final class Failure: Sendable {
        private let first = Mutex<SystemCallError?>(nil)

        var error: SystemCallError? { first.withLock { $0 } }

        func note(_ thing: Unflushed) {
            do throws(SystemCallError) {
                try thing.flush()
            } catch {
                first.withLock { $0 = $0 ?? error }
            }
        }
    }
}
