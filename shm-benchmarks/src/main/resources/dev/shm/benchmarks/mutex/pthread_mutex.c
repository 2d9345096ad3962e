/* One of two processes: MutexSide with a pthread mutex. Arguments: file, side, robust or plain, steps of work,
 * milliseconds of warm-up, milliseconds of measurement. */
#include "pair.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>

enum { BATCH = 64 };

/* As in a region: the counters are on another line than the mutex. */
struct contended {
    pthread_mutex_t mutex;
    _Alignas(128) uint64_t first;
    uint64_t second;
};

_Static_assert(sizeof(struct contended) <= sizeof(((struct meeting *)0)->own), "fits the file");

static void check(int error, const char *what) {
    if (error == 0) return;
    errno = error;
    fail(what);
}

static void initialise(struct contended *contended, int robust) {
    pthread_mutexattr_t attributes;
    check(pthread_mutexattr_init(&attributes), "pthread_mutexattr_init");
    check(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), "pthread_mutexattr_setpshared");
    if (robust) check(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST), "pthread_mutexattr_setrobust");
    check(pthread_mutex_init(&contended->mutex, &attributes), "pthread_mutex_init");
}

static uint64_t contend(struct contended *contended, int steps, uint64_t nanos) {
    uint64_t ops = 0;
    uint64_t start = now_nanos();
    while (now_nanos() - start < nanos) {
        for (int i = 0; i < BATCH; i++) {
            check(pthread_mutex_lock(&contended->mutex), "pthread_mutex_lock");
            contended->first++;
            contended->second++;
            check(pthread_mutex_unlock(&contended->mutex), "pthread_mutex_unlock");
            work(steps);
        }
        ops += BATCH;
    }
    return ops;
}

int main(int argc, char **argv) {
    if (argc != 7) return 2;
    alarm(600); /* does not outlive the driver by much */
    struct side side = side_of(argv);
    struct contended *contended = (struct contended *)side.meeting->own;
    int steps = atoi(argv[4]);
    if (side.number == 0) initialise(contended, strcmp(argv[3], "robust") == 0);
    meet(&side);
    uint64_t before = contend(contended, steps, strtoull(argv[5], NULL, 10) * 1000000u);
    report("workNanos", work_nanos_alone(steps));
    report("roundTripNanos", round_trip_nanos(&side));
    meet(&side);
    uint64_t start = now_nanos();
    uint64_t ops = contend(contended, steps, strtoull(argv[6], NULL, 10) * 1000000u);
    report("nanos", (double)(now_nanos() - start));
    report("ops", (double)ops);
    report("all", (double)(before + ops));
    meet(&side);
    report("first", (double)contended->first);
    report("second", (double)contended->second);
    return 0;
}
