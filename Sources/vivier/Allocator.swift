internal import CMimalloc

/// Makes sure that mimalloc, which takes the place of the C library's allocator
/// by being linked, is linked.
///
/// A build makes and drops some fifty small objects per page, on several threads:
/// an eighth of its time went into the C library's heap.
func prepareAllocator() {
    // A linker may leave out a library of which nothing is called.
    precondition(mi_version() > 0)
}
