internal import CMimalloc

/// Makes sure that mimalloc, which takes the place of the C library's allocator
/// by being linked, is linked.
///
/// A build makes and drops some fifty small objects per page, on several threads:
/// an eighth of its time went into the C library's heap.
///
/// Large pages, where the system gives them, save most of the faults of memory
/// that is used for the first time. The calls also keep a linker from leaving out
/// a library of which nothing is called.
func prepareAllocator() {
    mi_option_enable(mi_option_large_os_pages)
    // The first memory of a thread would come in small pages.
    mi_option_set(mi_option_eager_commit_delay, 0)
}
