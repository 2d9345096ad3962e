/* Joins a region from C and takes its locks, written from docs/memory-layout.md alone. One thread a process.
 *
 * Little-endian machines only, as the document's tables can then be read as C structs. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "little-endian");

enum { HEADER_BYTES = 512, OBJECT_ALIGNMENT = 128, MOST_SLOTS = 4094, SLICE_NANOS = 10000000, SPINS = 100 };

/* "Lock" */
struct lock {
    _Atomic uint64_t word;
    uint32_t conditions;
    uint32_t recoveries;
    uint64_t acquisitions;
    uint64_t noted;
    uint64_t seen_millis;
    uint8_t rest[24];
};

#define OWNER UINT64_C(0x3fffffff)
#define INCONSISTENT (UINT64_C(1) << 30)
#define WAITERS (UINT64_C(1) << 31)

/* "Process slots" */
struct slot {
    _Atomic uint32_t word;
    uint64_t pid;
    uint64_t start_millis;
    uint64_t namespace;
    uint64_t attached_millis;
    uint8_t rest[24];
};

#define ATTACHED UINT32_C(1)
#define GENERATION_BITS 18
#define GENERATIONS (UINT32_C(1) << GENERATION_BITS)
#define SLOT_BITS 12
#define LIVENESS_BYTE (INT64_C(1) << 40)

/* "The file" */
struct header {
    _Atomic uint64_t magic;
    uint32_t version;
    uint32_t byte_order;
    uint64_t file_bytes;
    uint64_t payload;
    uint64_t payload_bytes;
    uint64_t seed;
    uint32_t slots;
    uint32_t flags;
    uint64_t checksum;
    uint64_t slot_table;
    uint64_t heap;
    uint64_t creator_pid;
    uint64_t created_millis;
    uint64_t creator_namespace;
    uint8_t rest[24];
    struct lock mutex;
    struct lock directory;
    _Atomic uint64_t reserved_bytes;
    _Atomic uint64_t heap_touched;
    _Atomic uint64_t newest;
};

#define WHILE_ATTACHED UINT32_C(1)

/* "Objects" */
struct object {
    char kind[8];
    uint32_t version;
    uint32_t text_bytes;
    uint64_t bytes;
    uint64_t fingerprint;
    uint64_t before;
    uint32_t name_bytes;
    uint32_t rest;
    uint64_t checksum;
    uint64_t rest_of_line;
    char name[];
};

_Static_assert(sizeof(struct lock) == 64 && offsetof(struct lock, seen_millis) == 32, "lock");
_Static_assert(sizeof(struct slot) == 64 && offsetof(struct slot, attached_millis) == 32, "slot");
_Static_assert(offsetof(struct header, checksum) == 56 && offsetof(struct header, slot_table) == 64, "header");
_Static_assert(offsetof(struct header, mutex) == 128 && offsetof(struct header, newest) == 272, "header");
_Static_assert(offsetof(struct object, checksum) == 48 && offsetof(struct object, name) == 64, "object");

struct region {
    unsigned char *bytes; /* the whole file */
    struct header *header;
    /* Copies of what was checked: other processes could change the header. */
    uint64_t file_bytes;
    uint64_t heap;
    uint32_t slots;
    int is_while_attached;
    int liveness; /* a descriptor that is not mapped, for the locks of bytes */
    uint32_t slot;
    uint32_t token;
    char path[256];
};

static void die(const char *what) {
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static void corrupt(const char *what) {
    fprintf(stderr, "corrupt region: %s\n", what);
    exit(1);
}

static uint64_t fnv1a(uint64_t hash, const void *bytes, size_t count) {
    const unsigned char *each = bytes;
    for (size_t i = 0; i < count; i++) hash = (hash ^ each[i]) * UINT64_C(0x100000001b3);
    return hash;
}

#define FNV1A_START UINT64_C(0xcbf29ce484222325)

static uint64_t now_millis(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Locks of bytes, which the kernel releases when the process dies. Number 0 is the one of creation and last detach. */

static int change_byte(struct region *region, uint32_t number, short type) {
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = LIVENESS_BYTE + number, .l_len = 1};
    int result;
    do result = fcntl(region->liveness, F_OFD_SETLK, &lock);
    while (result != 0 && errno == EINTR);
    if (result == 0) return 1;
    if (errno != EAGAIN && errno != EACCES) die("F_OFD_SETLK");
    return 0;
}

static int try_lock_byte(struct region *region, uint32_t number) {
    return change_byte(region, number, F_WRLCK);
}

static void unlock_byte(struct region *region, uint32_t number) {
    change_byte(region, number, F_UNLCK);
}

/* Waits for the processes that join or leave, each for a moment. */
static void lock_detach(struct region *region) {
    const struct timespec pause = {0, 1000000};
    while (!try_lock_byte(region, 0)) nanosleep(&pause, NULL);
}

/* Whether somebody else is attached. */
static int is_attached(struct region *region) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LIVENESS_BYTE + 1, .l_len = region->slots};
    if (fcntl(region->liveness, F_OFD_GETLK, &lock) != 0) die("F_OFD_GETLK");
    return lock.l_type != F_UNLCK;
}

/* Whether the name still stands for this file. */
static int is_named(struct region *region) {
    struct stat named, ours;
    if (fstat(region->liveness, &ours) != 0) die("fstat");
    return lstat(region->path, &named) == 0 && named.st_ino == ours.st_ino && named.st_dev == ours.st_dev;
}

/* Joining and leaving. */

static struct slot *slot_at(struct region *region, uint32_t number) {
    return (struct slot *)(region->bytes + HEADER_BYTES) + (number - 1);
}

static uint32_t generation_of(struct region *region, uint32_t number) {
    return (atomic_load_explicit(&slot_at(region, number)->word, memory_order_acquire) >> 1) % GENERATIONS;
}

static void check_header(struct region *region, const struct stat *file) {
    struct header *header = region->header;
    if (memcmp(&header->magic, "SHMREGN1", 8) != 0) corrupt("magic");
    atomic_thread_fence(memory_order_acquire);
    if (header->version != 1) corrupt("version");
    if (header->byte_order != 0x0a0b0c0d) corrupt("byte order");
    uint64_t checksum = fnv1a(FNV1A_START, region->bytes + 8, 48);
    if (fnv1a(checksum, region->bytes + 64, 64) != header->checksum) corrupt("checksum");
    region->file_bytes = header->file_bytes;
    region->heap = header->heap;
    region->slots = header->slots;
    if (region->file_bytes != (uint64_t)file->st_size) corrupt("file size");
    if (header->slot_table != HEADER_BYTES || region->slots == 0 || region->slots > MOST_SLOTS) corrupt("slots");
    uint64_t payload = header->payload;
    if (payload != HEADER_BYTES + UINT64_C(64) * region->slots) corrupt("payload");
    if (payload > region->file_bytes || header->payload_bytes > region->file_bytes - payload) corrupt("payload size");
    if (region->heap < payload + header->payload_bytes || region->heap > region->file_bytes || region->heap % 4096 != 0)
        corrupt("heap");
}

static void take_slot(struct region *region) {
    for (int dead_ones = 0; dead_ones < 2; dead_ones++) {
        for (uint32_t number = 1; number <= region->slots; number++) {
            struct slot *slot = slot_at(region, number);
            if (!dead_ones && (atomic_load(&slot->word) & ATTACHED)) continue;
            if (!try_lock_byte(region, number)) continue;
            uint32_t generation = (generation_of(region, number) + 1) % GENERATIONS;
            struct stat namespace;
            slot->pid = (uint64_t)getpid();
            slot->attached_millis = slot->start_millis = now_millis();
            slot->namespace = stat("/proc/self/ns/pid", &namespace) == 0 ? namespace.st_ino : 0;
            atomic_store_explicit(&slot->word, generation << 1 | ATTACHED, memory_order_release);
            region->slot = number;
            region->token = generation << SLOT_BITS | number;
            return;
        }
    }
    errno = EUSERS;
    die("no free slot");
}

static struct region region_open(const char *name) {
    struct region region = {0};
    struct stat file;
    snprintf(region.path, sizeof region.path, "/dev/shm/%s", name);
    int mapped = open(region.path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (mapped < 0 || fstat(mapped, &file) != 0) die(region.path);
    if (!S_ISREG(file.st_mode) || file.st_size < HEADER_BYTES) corrupt("not a region");
    region.bytes = mmap(NULL, (size_t)file.st_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, mapped, 0);
    if (region.bytes == MAP_FAILED) die("mmap");
    region.header = (struct header *)region.bytes;
    check_header(&region, &file);
    /* A path could lead to another file by now; the descriptor's own does not. */
    char same[64];
    snprintf(same, sizeof same, "/proc/self/fd/%d", mapped);
    region.liveness = open(same, O_RDWR | O_CLOEXEC);
    if (region.liveness < 0) die(same);
    close(mapped);
    region.is_while_attached = (region.header->flags & WHILE_ATTACHED) != 0;
    if (region.is_while_attached) {
        lock_detach(&region);
        errno = ENOENT;
        if (!is_named(&region)) die("it went while it was being joined");
    }
    take_slot(&region);
    if (region.is_while_attached) unlock_byte(&region, 0);
    return region;
}

/* To be called with no lock held. */
static void region_close(struct region *region) {
    atomic_fetch_and_explicit(&slot_at(region, region->slot)->word, ~ATTACHED, memory_order_release);
    if (region->is_while_attached) lock_detach(region);
    unlock_byte(region, region->slot);
    if (region->is_while_attached && !is_attached(region) && is_named(region)) unlink(region->path);
    munmap(region->bytes, (size_t)region->file_bytes);
    close(region->liveness);
}

/* Locks. */

static void futex_wait(struct lock *lock, uint64_t word) {
    const struct timespec slice = {0, SLICE_NANOS};
    syscall(SYS_futex, &lock->word, FUTEX_WAIT, (uint32_t)word, &slice, NULL, 0);
}

static void futex_wake(struct lock *lock, int count) {
    syscall(SYS_futex, &lock->word, FUTEX_WAKE, count, NULL, NULL, 0);
}

static int was_mine(struct region *region, uint64_t word) {
    return (word & OWNER) == region->token;
}

/* If the word's owner is dead, makes it a word without owner. */
static void recover_from(struct region *region, struct lock *lock, uint64_t word) {
    uint32_t slot = word & ((1u << SLOT_BITS) - 1);
    uint32_t generation = (uint32_t)(word & OWNER) >> SLOT_BITS;
    if (was_mine(region, word)) return;
    /* No attachment can have a slot that is not there; the word may be anything. */
    int is_old = slot == 0 || slot > region->slots || generation_of(region, slot) != generation;
    if (!is_old && !try_lock_byte(region, slot)) return;
    uint64_t expected = word;
    if (atomic_compare_exchange_strong(&lock->word, &expected, INCONSISTENT | WAITERS)) {
        futex_wake(lock, INT32_MAX);
    }
    if (!is_old) unlock_byte(region, slot);
}

/* 0, or EOWNERDEAD: held as well, but its owner died and what it guards is in need of repair; see region_repaired. */
static int region_lock(struct region *region, struct lock *lock) {
    uint64_t mine = (uint64_t)getpid() << 32 | region->token;
    uint64_t kept = 0;
    int spins = 0;
    for (;;) {
        uint64_t word = atomic_load_explicit(&lock->word, memory_order_relaxed);
        if ((word & OWNER) == 0) {
            uint64_t next = mine | kept | (word & (INCONSISTENT | WAITERS));
            if (!atomic_compare_exchange_weak_explicit(
                    &lock->word, &word, next, memory_order_acquire, memory_order_relaxed)) continue;
            lock->acquisitions++;
            return word & INCONSISTENT ? EOWNERDEAD : 0;
        }
        if (kept == 0 && spins++ < SPINS) continue; /* for the owner, which may be about to release */
        if (!(word & WAITERS)) {
            if (!atomic_compare_exchange_strong(&lock->word, &word, word | WAITERS)) continue;
            word |= WAITERS;
        }
        futex_wait(lock, word);
        kept = WAITERS;
        if (atomic_load(&lock->word) == word) recover_from(region, lock, word);
    }
}

/* What the lock guards is in order again. */
static void region_repaired(struct lock *lock) {
    lock->recoveries++;
    atomic_fetch_and_explicit(&lock->word, ~INCONSISTENT, memory_order_release);
}

static void region_unlock(struct region *region, struct lock *lock) {
    uint64_t word = atomic_load_explicit(&lock->word, memory_order_relaxed);
    do
        if (!was_mine(region, word) || (word & INCONSISTENT)) corrupt("unlock of a lock that is not held or not repaired");
    while (!atomic_compare_exchange_weak_explicit(&lock->word, &word, 0, memory_order_release, memory_order_relaxed));
    if (word & WAITERS) futex_wake(lock, 1);
}

/* Named objects. */

static uint64_t aligned(uint64_t bytes) {
    return (bytes + OBJECT_ALIGNMENT - 1) / OBJECT_ALIGNMENT * OBJECT_ALIGNMENT;
}

/* Whether the object is whole; what it says is read once. */
static void check_object(struct region *region, const struct object *head, uint64_t offset) {
    if (head->version != 1) corrupt("version of an object");
    if (head->bytes > region->file_bytes - offset) corrupt("size of an object");
    uint64_t texts = sizeof *head + (uint64_t)head->name_bytes + head->text_bytes;
    if (texts > head->bytes || aligned(texts) > head->bytes) corrupt("texts of an object");
    const unsigned char *name = region->bytes + offset + sizeof *head;
    if (fnv1a(fnv1a(FNV1A_START, head, 48), name, head->name_bytes) != head->checksum) corrupt("checksum of an object");
    if (fnv1a(FNV1A_START, name + head->name_bytes, head->text_bytes) != head->fingerprint) corrupt("layout text");
}

/* The body of the object of this name, which has to be of this kind, hold what the text says, and have the bytes. */
static void *region_object(
        struct region *region, const char *kind, const char *wanted, const char *text, size_t body_bytes) {
    uint64_t end = region->file_bytes;
    uint64_t offset = atomic_load_explicit(&region->header->newest, memory_order_acquire);
    while (offset != 0) {
        if (offset < region->heap || offset >= end || offset % OBJECT_ALIGNMENT != 0) corrupt("chain of objects");
        if (region->file_bytes - offset < OBJECT_ALIGNMENT) corrupt("chain of objects");
        struct object head;
        memcpy(&head, region->bytes + offset, sizeof head);
        check_object(region, &head, offset);
        const char *name = (const char *)region->bytes + offset + sizeof head;
        if (head.name_bytes == strlen(wanted) && memcmp(name, wanted, head.name_bytes) == 0) {
            uint64_t body = aligned(sizeof head + (uint64_t)head.name_bytes + head.text_bytes);
            if (memcmp(head.kind, kind, sizeof head.kind) != 0) corrupt("it is of another kind");
            if (head.text_bytes != strlen(text) || memcmp(name + head.name_bytes, text, head.text_bytes) != 0)
                corrupt("it has another layout");
            if (head.bytes - body < body_bytes) corrupt("it is too small");
            return region->bytes + offset + body;
        }
        end = offset; /* offsets shrink, so this ends */
        offset = head.before;
    }
    return NULL;
}
