/* Another process, in C, that does what it is told on stdin, one command a line: see CProcessTest. */
#include "region.h"

#include <sched.h>
#include <uchar.h>

/* demo.Position, by the rules of "Structs" */
struct symbol {
    uint16_t length_plus_one;
    char bytes[8];
};

struct note {
    int32_t length_plus_one;
    char bytes[70000];
};

struct position {
    uint8_t open;
    int8_t tiny;
    int16_t small;
    char16_t letter;
    int32_t count;
    int64_t id;
    float ratio;
    double price;
    uint8_t side;
    struct symbol symbol;
    struct note note;
    uint8_t flag;
    _Atomic int32_t lot;
    _Atomic int64_t version;
    double mark;
};

_Static_assert(offsetof(struct position, count) == 8 && offsetof(struct position, id) == 16, "position");
_Static_assert(offsetof(struct position, symbol) == 42 && offsetof(struct position, note) == 52, "position");
_Static_assert(offsetof(struct position, lot) == 70060 && sizeof(struct position) == 70080, "position");

static const char POSITION_TEXT[] =
    "struct position version 1 size 70080 align 8 {\n"
    "  bool8 open; // 0\n"
    "  int8_t tiny; // 1\n"
    "  int16_t small; // 2\n"
    "  char16_t letter; // 4\n"
    "  int32_t count; // 8\n"
    "  int64_t id; // 16\n"
    "  float ratio; // 24\n"
    "  double price; // 32\n"
    "  enum8 side { BUY, SELL }; // 40\n"
    "  text16 symbol[8]; // 42\n"
    "  text32 note[70000]; // 52\n"
    "  bool8 flag; // 70056\n"
    "  int32_t lot; // 70060\n"
    "  int64_t version; // 70064\n"
    "  double mark; // 70072\n"
    "}\n";

static void say(const char *answer) {
    printf("= %s\n", answer);
    fflush(stdout);
}

/* Null, or as many bytes as the text says it has, if they fit. */
static const char *text(char *copy, int64_t length_plus_one, const char *bytes, int64_t most) {
    if (length_plus_one == 0) return "null";
    if (length_plus_one < 0 || length_plus_one - 1 > most) corrupt("length of a text");
    memcpy(copy, bytes, (size_t)length_plus_one - 1);
    copy[length_plus_one - 1] = 0;
    return copy;
}

static void show(const struct position *position) {
    char symbol[sizeof position->symbol.bytes + 1];
    static char note[sizeof position->note.bytes + 1];
    printf("= %d %d %d %d %" PRId32 " %" PRId64 " %.3f %.3f %d %s %s %d %" PRId32 " %" PRId64 " %.3f\n",
           position->open, position->tiny, position->small, position->letter, position->count, position->id,
           (double)position->ratio, position->price, position->side,
           text(symbol, position->symbol.length_plus_one, position->symbol.bytes, sizeof position->symbol.bytes),
           text(note, position->note.length_plus_one, position->note.bytes, sizeof position->note.bytes),
           position->flag, position->lot, position->version, position->mark);
    fflush(stdout);
}

static void fill(struct position *position) {
    static const char note[] = "written in C, \xe2\x82\xac";
    position->open = 1;
    position->tiny = -8;
    position->small = -1600;
    position->letter = 0x20ac;
    position->count = -320000;
    position->id = INT64_C(-6400000000);
    position->ratio = 0.25f;
    position->price = 101.5;
    position->side = 2; /* SELL */
    position->symbol.length_plus_one = 1 + 4;
    memcpy(position->symbol.bytes, "GCC ", 4);
    position->note.length_plus_one = sizeof note; /* it ends in a zero byte here */
    memcpy(position->note.bytes, note, sizeof note - 1);
    position->flag = 1;
    position->lot = 7;
    position->version = INT64_MAX;
    position->mark = -0.5;
}

/* Adds one to both numbers under the lock, so many times; they must always be equal. */
static void contend(struct region *region, struct lock *lock, struct position *position, long rounds) {
    for (long i = 0; i < rounds; i++) {
        if (region_lock(region, lock) != 0) corrupt("nobody was to die");
        if (position->id != position->version) corrupt("two were in");
        position->id++;
        position->version++;
        if (i % 256 == 0) sched_yield(); /* so that the other meets a lock that is held, and sleeps */
        region_unlock(region, lock);
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    alarm(300); /* does not outlive the test by much */
    struct region region = region_open(argv[1]);
    struct lock *mutex = &region.header->mutex;
    struct lock *named = region_object(&region, "SHMMUTEX", argv[2], "", sizeof(struct lock));
    struct position *position = region_object(&region, "SHMSTRCT", argv[3], POSITION_TEXT, sizeof(struct position));
    if (named == NULL || position == NULL) corrupt("no such object");
    say("ready");
    char line[64];
    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = 0;
        struct lock *lock = strstr(line, " named") != NULL ? named : mutex;
        if (strncmp(line, "lock", 4) == 0) say(region_lock(&region, lock) == 0 ? "ok" : "owner died");
        else if (strncmp(line, "repaired", 8) == 0) region_repaired(lock), say("ok");
        else if (strncmp(line, "unlock", 6) == 0) region_unlock(&region, lock), say("ok");
        else if (strcmp(line, "show") == 0) show(position);
        else if (strcmp(line, "fill") == 0) fill(position), say("ok");
        else if (strncmp(line, "contend ", 8) == 0) contend(&region, mutex, position, atol(line + 8)), say("ok");
        else if (strcmp(line, "leave") == 0) break;
        else return 2;
    }
    region_close(&region);
    say("left");
    return 0;
}
