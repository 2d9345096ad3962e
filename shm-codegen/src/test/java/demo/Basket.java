package demo;

import dev.shm.struct.Atomic;
import dev.shm.struct.Decimal;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Structs in structs, arrays, and every type that may be null, for {@link SharedBasketTest}. */
@SharedStruct(id = "basket")
class Basket {
    enum Mood {
        CALM,
        WILD
    }

    /** What a basket consists of. */
    @SharedStruct(id = "leg")
    static class Leg {
        int ratio;

        @MaxBytes(6)
        String venue;

        volatile long fills;
    }

    /** Two legs, so that a struct lies in a struct in a struct. */
    @SuppressWarnings("ArrayRecordComponent") // the point of it
    @SharedStruct(id = "pair")
    record Pair(@Length(2) Leg[] legs, double spread) {}

    byte first;
    Leg leg;

    @Length(3)
    Leg[] legs;

    Pair pair;

    @Length(4)
    double[] levels;

    @Length(2)
    boolean[] flags;

    @Length(3)
    byte[] key;

    @Length(2)
    Mood[] moods;

    @Length(3)
    @MaxBytes(5)
    String[] names;

    @Length(2)
    @MaxBytes(4)
    byte[][] blobs;

    @Length(2)
    Integer[] counts;

    @Length(2)
    UUID[] ids;

    @Atomic
    @Length(3)
    long[] counters;

    @MaxBytes(7)
    byte[] data;

    Boolean maybe;
    Byte tiny;
    Short small;
    Character letter;
    Integer count;
    Long total;
    Float ratio;
    Double weight;
    UUID id;
    Instant at;
    Duration took;
    LocalDate day;

    @Decimal(2)
    BigDecimal price;

    @Length(2)
    private int[] hidden;

    int[] getHidden() {
        return hidden;
    }

    void setHidden(int[] value) {
        hidden = value;
    }
}
