/* Remembers what a power cut would take away.
 *
 * Preloaded into the server. Before a database file is changed, the bytes that stood there are appended to a journal
 * beside POWERLOSS_JOURNAL; when the file is synced, its journal is emptied, for then the change is on the disk. After
 * the server was killed, powerloss.rs puts the bytes of every journal back: what was not synced never happened.
 *
 * Only files whose path begins with POWERLOSS_DATABASE count, and not SQLite's -shm, which it makes anew after a crash. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

struct record { uint64_t offset, old_bytes, old_size; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void die(const char *why) {
    perror(why);
    abort();
}

/* The journal of an open database file, or -1 for any other file. */
static int journal_of(int fd) {
    const char *database = getenv("POWERLOSS_DATABASE"), *journal = getenv("POWERLOSS_JOURNAL");
    char link[64], path[4096], name[4200];
    if (!database || !journal) return -1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return -1;
    path[length] = 0;
    size_t prefix = strlen(database);
    if (strncmp(path, database, prefix) || !strcmp(path + prefix, "-shm")) return -1;
    snprintf(name, sizeof name, "%s%s", journal, path + prefix);
    int opened = open(name, O_CREAT | O_RDWR | O_APPEND | O_CLOEXEC, 0600);
    if (opened < 0) die("journal");
    return opened;
}

static void put(int journal, const void *bytes, size_t length) {
    if (REAL(write)(journal, bytes, length) != (ssize_t) length) die("journal");
}

/* Notes what stands in `length` bytes from `offset` on, before they change. */
static void note(int fd, int journal, uint64_t offset, uint64_t length) {
    struct stat now;
    if (fstat(fd, &now)) die("fstat");
    uint64_t size = now.st_size, old = offset >= size ? 0 : size - offset < length ? size - offset : length;
    struct record record = {offset, old, size};
    char *bytes = malloc(sizeof record + old);
    memcpy(bytes, &record, sizeof record);
    if (pread(fd, bytes + sizeof record, old, offset) != (ssize_t) old) die("pread");
    put(journal, bytes, sizeof record + old);
    free(bytes);
}

/* Noted and done under one lock: a sync between the two would forget the note of a change it did not see. */
static ssize_t change(int fd, const void *bytes, size_t length, off_t offset, int positioned) {
    pthread_mutex_lock(&lock);
    int journal = journal_of(fd);
    if (journal >= 0) note(fd, journal, positioned ? offset : lseek(fd, 0, SEEK_CUR), length);
    else pthread_mutex_unlock(&lock);
    ssize_t done = positioned ? REAL(pwrite)(fd, bytes, length, offset) : REAL(write)(fd, bytes, length);
    if (journal >= 0) {
        close(journal);
        pthread_mutex_unlock(&lock);
    }
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return change(fd, bytes, length, 0, 0); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return change(fd, bytes, length, at, 1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return change(fd, bytes, length, at, 1); }

static int cut(int fd, off_t length) {
    pthread_mutex_lock(&lock);
    int journal = journal_of(fd);
    if (journal >= 0) {
        note(fd, journal, length, UINT64_MAX);
        close(journal);
    }
    int done = REAL(ftruncate)(fd, length);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

/* A sync need not cover what is written while it runs, so nothing is written meanwhile. */
static int sync_with(int fd, int (*real)(int)) {
    pthread_mutex_lock(&lock);
    int answer = real(fd), journal = journal_of(fd);
    if (journal >= 0) {
        if (!answer && REAL(ftruncate)(journal, 0)) die("ftruncate");
        close(journal);
    }
    pthread_mutex_unlock(&lock);
    return answer;
}

int fsync(int fd) { return sync_with(fd, REAL(fsync)); }
int fdatasync(int fd) { return sync_with(fd, REAL(fdatasync)); }
