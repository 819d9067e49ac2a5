// What Swift's view of the C library leaves out.
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

// <fcntl.h> would make this module an owner of `struct stat`, which Swift's C library is.
#ifndef AT_FDCWD
#define AT_FDCWD -100
#endif

/// renameat2(2) with RENAME_NOREPLACE: fails with EEXIST where rename(2) would replace.
static inline int kernel_rename_new(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u);
}

/// sync_file_range(2) with SYNC_FILE_RANGE_WRITE: begins to write a whole file out.
static inline void kernel_begin_sync(int descriptor) {
#ifdef SYS_sync_file_range
    syscall(SYS_sync_file_range, descriptor, 0LL, 0LL, 2u);
#endif
}

/// renameat2(2) with RENAME_EXCHANGE: each takes the other's place, in one step.
static inline int kernel_rename_exchange(const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2u);
}

/// prctl(2) with PR_SET_THP_DISABLE: new memory comes in pages of the usual size.
static inline int kernel_avoid_large_pages(void) {
    return prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
}

/// syncfs(2): flushes everything of the file system that a file is on.
static inline int kernel_sync_all(int descriptor) {
    return (int)syscall(SYS_syncfs, descriptor);
}

/// copy_file_range(2): copies up to `count` bytes from a place in one file to where the other
/// is written; the place goes on.
static inline long kernel_copy_range(int from, long long *place, int to, unsigned long count) {
    return syscall(SYS_copy_file_range, from, place, to, (long long *)0, count, 0u);
}
