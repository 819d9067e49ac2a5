import NIOPosix

/// Threads that may wait for the disk, so that those of the network never do.
///
/// A submission stays on them from its first byte to its answer; while it waits for bytes
/// it occupies none.
final class DiskThreads: TaskExecutor {
    private let pool: NIOThreadPool

    /// - Parameter count: How many submissions are written at once. The kernel joins their
    ///   flushes, so that more than processors pay.
    init(count: Int) {
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
