// A program that reads a file of a stranger gets nothing but that file, and little time.
//
// Between fork(2) and execve(2) only system calls are made: other threads may have held locks.
#define _GNU_SOURCE
#include "confined.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#else
#error "the filter of system calls has to know this machine"
#endif

enum { CANNOT_CONFINE = 126, NOT_FOUND = 127 };

enum { MOST_WORDS = 31 };

/// The user and the group "nobody" of every distribution.
enum { NOBODY = 65534 };

int vivier_memory_file(void) { return memfd_create("vivier", MFD_CLOEXEC); }

static int limit(int resource, unsigned long value) {
    struct rlimit most = {value, value};
    return setrlimit(resource, &most);
}

#define REFUSE(call) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1), \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/// Refuses what reaches others: sockets, processes, their memory, signals.
static int refuse_calls(void) {
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
        // The numbers of the x32 ABI, under which every call has a second name.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        REFUSE(SYS_fork),
        REFUSE(SYS_vfork),
#endif
        REFUSE(SYS_socket),
        REFUSE(SYS_socketpair),
        REFUSE(SYS_io_uring_setup),
        REFUSE(SYS_clone),
        REFUSE(SYS_clone3),
        REFUSE(SYS_ptrace),
        REFUSE(SYS_process_vm_readv),
        REFUSE(SYS_process_vm_writev),
        REFUSE(SYS_kill),
        REFUSE(SYS_tkill),
        REFUSE(SYS_pidfd_send_signal),
        // A signal to itself is how a program gives up.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)getpid(), 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof(filter) / sizeof(*filter), filter};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

/// Leaves only the programs, libraries and fonts of the system to read, where the kernel can do
/// that: Landlock is not in every one.
static int refuse_files(void) {
    static const char *const readable[] = {
        "/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig",
    };
    const unsigned long long reading =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    // All rights of the first version, which every kernel with Landlock knows.
    struct landlock_ruleset_attr rules = {.handled_access_fs = (1ull << 13) - 1};
    int set = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules.handled_access_fs), 0);
    if (set < 0) return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -1;
    for (size_t index = 0; index < sizeof(readable) / sizeof(*readable); index++) {
        int place = open(readable[index], O_PATH | O_CLOEXEC);
        if (place < 0) continue;
        struct stat known;
        int is_folder = fstat(place, &known) == 0 && S_ISDIR(known.st_mode);
        struct landlock_path_beneath_attr rule = {
            .allowed_access = is_folder ? reading : reading & ~LANDLOCK_ACCESS_FS_READ_DIR,
            .parent_fd = place,
        };
        if (syscall(SYS_landlock_add_rule, set, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
            return -1;
        }
        close(place);
    }
    int done = (int)syscall(SYS_landlock_restrict_self, set, 0);
    close(set);
    return done;
}

/// Everything between the two programs; 0 once it is done.
static int confine(
    int parent, int input, int output, int errors, const vivier_confined_limits *limits) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return -1;
    // It may have ended before that was asked for.
    if (getppid() != parent) return -1;
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) return -1;
    if (syscall(SYS_close_range, 3u, ~0u, 0u) != 0 || chdir("/") != 0) return -1;
    umask(077);
    // Others go first, whoever wants this picture.
    setpriority(PRIO_PROCESS, 0, 10);
    if (limit(RLIMIT_CPU, limits->seconds) || limit(RLIMIT_AS, limits->bytes)
        || limit(RLIMIT_FSIZE, limits->output_bytes) || limit(RLIMIT_NOFILE, 32)
        || limit(RLIMIT_CORE, 0)) {
        return -1;
    }
    if (geteuid() == 0 && (setgroups(0, NULL) || setgid(NOBODY) || setuid(NOBODY))) return -1;
    // Becoming somebody else took it away (prctl(2)).
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return -1;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || refuse_files() != 0) return -1;
    return refuse_calls();
}

int vivier_confined_start(
    const char *words, int count, int input, int output, int errors,
    vivier_confined_limits limits) {
    static char *const nothing[] = {NULL};
    char *arguments[MOST_WORDS + 1] = {NULL};
    if (count < 1 || count > MOST_WORDS) {
        errno = E2BIG;
        return -1;
    }
    for (int index = 0; index < count; index++) {
        arguments[index] = (char *)words;
        words += strlen(words) + 1;
    }
    int parent = getpid();
    int process = fork();
    if (process != 0) return process;
    if (confine(parent, input, output, errors, &limits) != 0) _exit(CANNOT_CONFINE);
    execve(arguments[0], arguments, nothing);
    _exit(NOT_FOUND);
}

int vivier_confined_wait(int process, int milliseconds, int *status) {
    int handle = (int)syscall(SYS_pidfd_open, process, 0u);
    int stopped = 0;
    if (handle >= 0) {
        struct pollfd end = {.fd = handle, .events = POLLIN};
        int ready;
        do ready = poll(&end, 1, milliseconds);
        while (ready < 0 && errno == EINTR);
        stopped = ready == 0;
        close(handle);
    }
    // Without a handle nobody would wake this up: it is not begun then.
    if (handle < 0 || stopped) kill(process, SIGKILL);
    int waited;
    do waited = waitpid(process, status, 0);
    while (waited < 0 && errno == EINTR);
    return waited < 0 || handle < 0 ? -1 : stopped;
}
