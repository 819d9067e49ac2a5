// What Swift's view of the C library leaves out. No <fcntl.h>: it would define `struct stat` a
// second time, and whether Swift minds depends on the order of the build.
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

/// renameat2(2) with RENAME_NOREPLACE: fails with EEXIST where rename(2) would replace.
/// -100 is AT_FDCWD.
static inline int kernel_rename_new(const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, -100, from, -100, to, 1u);
}
