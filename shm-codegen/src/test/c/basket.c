/* Checks a basket that a JVM has written, changes it, and writes it back; for HeaderTest. */
#include "basket.h"
#include <stdio.h>
#include <string.h>

#define CHECK(condition) \
    if (!(condition)) { \
        printf("wrong: %s\n", #condition); \
        return 1; \
    }

int main(int count, char **arguments) {
    struct basket b;
    FILE *in = count == 3 ? fopen(arguments[1], "rb") : NULL;
    CHECK(in != NULL && fread(&b, sizeof b, 1, in) == 1);
    fclose(in);

    CHECK(b.first == 1 && b.leg.ratio == 2 && b.legs[2].fills == 7);
    CHECK(b.leg.venue.length_plus_one == 5 && memcmp(b.leg.venue.bytes, "XETR", 4) == 0);
    CHECK(b.legs[0].venue.length_plus_one == 0 && b.pair.legs[1].ratio == 10 && b.pair.spread == 0.5);
    CHECK(b.levels[0] == 1.5 && b.flags[0] == 1 && b.flags[1] == 0 && b.key[1] == -2);
    CHECK(b.moods[0] == basket_moods_WILD && b.moods[1] == 0);
    CHECK(b.names[1].length_plus_one == 0 && b.names[2].length_plus_one == 1);
    CHECK(b.blobs[0].length_plus_one == 5 && b.blobs[0].bytes[3] == 4);
    CHECK(!b.counts[0].present && b.counts[1].present && b.counts[1].value == -1);
    CHECK(b.ids[0].present && b.ids[0].most == 0 && !b.ids[1].present && b.counters[2] == 3);
    CHECK(b.maybe.present && b.maybe.value == 0 && b.letter.value == 0xDF && b.count.value == INT32_MIN);
    CHECK(b.total.present && b.total.value == 0 && b.ratio.value == 0.25f && b.weight.value == -1e300);
    CHECK(b.id.most == 0x394d15e1248111d2 && b.at.nanos_plus_one == 1000000000);
    CHECK(b.took.seconds == -1 && b.took.nanos_plus_one == 2);
    CHECK(b.day.year == -4 && b.day.month == 2 && b.day.day == 29);
    CHECK(b.price.present && b.price.unscaled == INT64_MIN && b.hidden[1] == 6);

    b.leg.ratio = 20;
    b.legs[1].venue.length_plus_one = 3;
    memcpy(b.legs[1].venue.bytes, "C!", 2);
    b.levels[3] = 2.25;
    b.moods[1] = basket_moods_CALM;
    b.counts[0].value = 42;
    b.counts[0].present = 1;
    b.id.present = 0;
    b.at.seconds = 1;
    b.at.nanos_plus_one = 6;
    b.day.year = 2024;
    b.price.unscaled = 250;

    FILE *out = fopen(arguments[2], "wb");
    CHECK(out != NULL && fwrite(&b, sizeof b, 1, out) == 1);
    return fclose(out);
}
