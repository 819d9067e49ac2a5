#ifndef VIVIER_CONFINED_H
#define VIVIER_CONFINED_H

/// What a confined program may use; more than that kills it, or is refused to it.
typedef struct {
    /// Of a processor.
    unsigned long seconds;
    /// Of memory.
    unsigned long bytes;
    /// Of what it writes.
    unsigned long output_bytes;
} vivier_confined_limits;

/// A file that is in memory alone, and gone with its descriptor; -1 and errno if there is none.
int vivier_memory_file(void);

/// Starts a program that reads `input` and writes `output` and `errors`, and has nothing else: no
/// environment, no other descriptor, no network, no other program, no right to open any file for
/// writing, and of files to read only those of the system (where the kernel has Landlock). Root
/// becomes nobody.
///
/// `words`: Its path and its arguments, each with a NUL behind it. A program that cannot be confined ends with 126, one that is not
/// there with 127. It does not outlive the thread that started it.
///
/// Returns its number; -1 and errno if it could not be started, or has too many words.
int vivier_confined_start(
    const char *words, int count, int input, int output, int errors,
    vivier_confined_limits limits);

/// Waits until a program has ended, and stops it after so many milliseconds.
///
/// `status` is as wait(2) has it. Returns 1 if it was stopped, 0 if not, -1 and errno if it could
/// not be waited for.
int vivier_confined_wait(int process, int milliseconds, int *status);

#endif
