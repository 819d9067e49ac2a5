internal import CMalloc

/// Fits the allocator to a program that makes much, gives back little before its
/// end, and runs on a few threads.
///
/// Without it a tenth of a large build goes into growing and shrinking the heaps
/// of single threads, a few pages at a time. With many threads, their waiting for
/// one heap would cost more.
package func prepareAllocator() {
    guard processorCount() <= 4 else { return }
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_TOP_PAD, 4 << 20)
    mallopt(M_TRIM_THRESHOLD, 256 << 20)
    mallopt(M_MMAP_THRESHOLD, 32 << 20)
}
