/* The C side of a pair: what Meeting, Work and Side are in Java. Layout as in MeetingLayout. */
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MOST_POLLS = 2000000000, WARM_UP = 2000, BATCHES = 101, ROUND_TRIPS = 200, WORK_CALLS = 2000, WORK_ATTEMPTS = 300 };

struct arrivals {
    _Alignas(128) _Atomic uint64_t count;
};

struct meeting {
    struct arrivals arrivals[2];
    unsigned char not_for_two[256];
    _Alignas(128) _Atomic uint64_t turn;
    _Alignas(1024) unsigned char own[3072]; /* the program's, zero at first */
};

_Static_assert(sizeof(struct arrivals) == 128, "stride of the arrivals");
_Static_assert(offsetof(struct meeting, turn) == 512, "turn");
_Static_assert(offsetof(struct meeting, own) == 1024 && sizeof(struct meeting) == 4096, "own");

struct side {
    struct meeting *meeting;
    int number;
    uint64_t arrivals;
    uint64_t turn;
};

static uint64_t now_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void *map_shared(const char *path, size_t size) {
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) fail(path);
    void *bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (bytes == MAP_FAILED) fail(path);
    close(file);
    return bytes;
}

static void pause_once(int polls) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
    if (polls >= MOST_POLLS) {
        fprintf(stderr, "the other side did not come\n");
        exit(1);
    }
}

static struct side side_of(char **argv) {
    struct side side = {map_shared(argv[1], sizeof(struct meeting)), atoi(argv[2]), 0, 0};
    return side;
}

static void meet(struct side *side) {
    side->arrivals++;
    atomic_store_explicit(&side->meeting->arrivals[side->number].count, side->arrivals, memory_order_release);
    int polls = 0;
    _Atomic uint64_t *other = &side->meeting->arrivals[1 - side->number].count;
    while (atomic_load_explicit(other, memory_order_acquire) < side->arrivals) pause_once(++polls);
}

static void pass_turns(struct side *side, int count) {
    for (int i = 0; i < count; i++) {
        uint64_t mine = side->turn + (uint64_t)side->number;
        int polls = 0;
        while (atomic_load_explicit(&side->meeting->turn, memory_order_acquire) != mine) pause_once(++polls);
        atomic_store_explicit(&side->meeting->turn, mine + 1, memory_order_release);
        side->turn += 2;
    }
}

static int compare_doubles(const void *one, const void *other) {
    double a = *(const double *)one;
    double b = *(const double *)other;
    return (a > b) - (a < b);
}

static double round_trip_nanos(struct side *side) {
    meet(side);
    pass_turns(side, WARM_UP);
    double nanos[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
        uint64_t start = now_nanos();
        pass_turns(side, ROUND_TRIPS);
        nanos[i] = (double)(now_nanos() - start) / ROUND_TRIPS;
    }
    qsort(nanos, BATCHES, sizeof nanos[0], compare_doubles);
    return nanos[BATCHES / 2];
}

static uint64_t work_state = 1;

static void work(int steps) {
    uint64_t x = work_state;
    for (int i = 0; i < steps; i++) x = (x ^ (x >> 29)) * 6364136223846793005u;
    work_state = x;
}

static double work_nanos_alone(int steps) {
    double least = 1e300;
    for (int attempt = 0; attempt < WORK_ATTEMPTS; attempt++) {
        uint64_t start = now_nanos();
        for (int i = 0; i < WORK_CALLS; i++) work(steps);
        double each = (double)(now_nanos() - start) / WORK_CALLS;
        if (each < least) least = each;
    }
    return least;
}

static void report(const char *name, double value) {
    printf("reading %s %.17g\n", name, value);
}
