package dev.shm.jqwik;

import dev.shm.struct.Decimal;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A field of each type, in a class with private fields, a record and an interface. */
@SuppressWarnings({"NullAway", "unused"}) // the processor's classes fill it
@SharedStruct(id = "everything")
class Everything {
    enum Side {
        BUY,
        SELL,
        NONE
    }

    /** A record of what may be null. */
    @SharedStruct(id = "nullables")
    record Nullables(
            @Nullable Boolean flag,
            @Nullable Byte tiny,
            @Nullable Short small,
            @Nullable Character letter,
            @Nullable Integer count,
            @Nullable Long total,
            @Nullable Float ratio,
            @Nullable Double weight,
            @Nullable UUID id,
            @Nullable Instant at,
            @Nullable Duration took,
            @Nullable LocalDate day,
            @Decimal(3) @Nullable BigDecimal price) {}

    /** An interface. */
    @SharedStruct(id = "named")
    interface Named {
        @MaxBytes(9)
        @Nullable
        String getName();

        int stars();
    }

    boolean open;
    byte tiny;
    short small;
    char letter;
    int count;
    long id;
    float ratio;
    double price;
    Side side;

    @MaxBytes(7)
    String symbol;

    @MaxBytes(70_000)
    String note;

    @MaxBytes(5)
    byte[] data;

    @Length(3)
    int[] levels;

    @Length(2)
    @MaxBytes(4)
    String[] names;

    Nullables nullables;

    @Length(2)
    Nullables[] both;

    Named named;

    @Length(2)
    private Side[] sides;

    Side[] getSides() {
        return sides;
    }

    void setSides(Side[] value) {
        sides = value;
    }
}
