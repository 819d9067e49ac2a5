// disk FOLDER THREADS SECONDS [letter]: how many dossiers of one file the disk itself takes in a
// second.
//
// Each is what `vivier-intake` makes durable, and nothing else: a folder with a CV of 100 KiB
// and a journal of 1 KiB, every file and folder flushed, published by one rename, and the
// folder that it came into flushed. With `letter` also what the acknowledgement needs: a line more
// in the journal, and a mail of 3 KiB, renamed into the outbox; neither is flushed on its own.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *folder;
static double end;
static atomic_int made;
static char cv[100 * 1024], journal[1024 + 300], mail[3 * 1024];
static int letters;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void must(int result) {
    if (result < 0) { perror("disk"); exit(1); }
}

static void flush(const char *path) {
    int file = open(path, O_RDONLY | O_DIRECTORY);
    must(file), must(fsync(file)), close(file);
}

static void save(const char *path, const char *bytes, size_t count, int flushed) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    must(file), must(write(file, bytes, count));
    if (flushed) must(fsync(file));
    close(file);
}

static void write_letter(long worker, int number) {
    char staged[600], target[600], outbox[512];
    snprintf(outbox, sizeof outbox, "%s/outbox", folder);
    snprintf(staged, sizeof staged, "%s/.%ld.%d", outbox, worker, number);
    snprintf(target, sizeof target, "%s/%ld.%d", outbox, worker, number);
    save(staged, mail, sizeof mail, 0);
    must(renameat2(AT_FDCWD, staged, AT_FDCWD, target, RENAME_NOREPLACE));
}

static void *work(void *argument) {
    long worker = (long)argument;
    char staged[512], path[600], shard[512], target[600];
    for (int number = 0; now() < end; number++) {
        snprintf(staged, sizeof staged, "%s/tmp/%ld.%d", folder, worker, number);
        must(mkdir(staged, 0700));
        snprintf(path, sizeof path, "%s/files", staged), must(mkdir(path, 0700));
        snprintf(path, sizeof path, "%s/files/cv", staged), save(path, cv, sizeof cv, 1);
        snprintf(path, sizeof path, "%s/events.jsonl", staged);
        save(path, journal, letters ? sizeof journal : 1024, 1);
        snprintf(path, sizeof path, "%s/files", staged), flush(path), flush(staged);
        snprintf(shard, sizeof shard, "%s/dossiers/%02x", folder, (number * 7 + (int)worker) & 255);
        snprintf(target, sizeof target, "%s/%ld.%d", shard, worker, number);
        must(renameat2(AT_FDCWD, staged, AT_FDCWD, target, RENAME_NOREPLACE));
        flush(shard);
        if (letters) write_letter(worker, number);
        made++;
    }
    return NULL;
}

int main(int count, char **words) {
    if (count != 4 && count != 5) return 64;
    letters = count == 5;
    folder = words[1];
    char path[600];
    snprintf(path, sizeof path, "%s/tmp", folder), mkdir(folder, 0700), mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/outbox", folder), mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/dossiers", folder), mkdir(path, 0700);
    for (int shard = 0; shard < 256; shard++)
        snprintf(path, sizeof path, "%s/dossiers/%02x", folder, shard), mkdir(path, 0700);
    memset(cv, 'x', sizeof cv), memset(journal, 'j', sizeof journal);
    int threads = atoi(words[2]);
    double start = now();
    end = start + atof(words[3]);
    pthread_t thread[64];
    for (long worker = 0; worker < threads && worker < 64; worker++)
        pthread_create(&thread[worker], NULL, work, (void *)worker);
    for (int worker = 0; worker < threads && worker < 64; worker++) pthread_join(thread[worker], NULL);
    printf("dossiers %d seconds %.3f\n", made, now() - start);
}
