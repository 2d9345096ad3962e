package demo;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.Decimal;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Records with one key of each type, for {@link KeyedMapTest}. */
@SuppressWarnings("ArrayRecordComponent") // the point of some
final class Keyed {
    private Keyed() {}

    enum Side {
        BUY,
        SELL
    }

    @SharedStruct
    record Leg(
            int ratio,
            @MaxBytes(6) String venue,
            Integer count,
            @Length(2) double[] levels) {}

    /** Whose values are equal when their fields are. */
    @SharedStruct
    record Place(
            long id, UUID owner, Short floor, @MaxBytes(8) String door) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByPlace(Place key, int value) {}

    @SharedStruct
    @GenerateMap(key = {"name", "at"})
    record ByTwo(@MaxBytes(12) String name, int value, Instant at) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByBoolean(boolean key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByByte(byte key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByShort(short key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByChar(char key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByInt(int value, int key) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByLong(int value, long key) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByFloat(float key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByDouble(double key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByEnum(Side key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByText(@MaxBytes(20) String key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByLongText(@MaxBytes(70_000) String key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByBytes(@MaxBytes(9) byte[] key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByBox(Long key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByUuid(UUID key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByInstant(Instant key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByDuration(Duration key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByDate(LocalDate key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByDecimal(@Decimal(2) BigDecimal key, int value) {}

    @SharedStruct
    @GenerateMap(key = "key")
    record ByStruct(Leg key, int value) {}

    /** Names that the methods of a map would like to have too. */
    @SharedStruct
    @GenerateMap(key = {"turn", "view", "key"})
    record ByMany(
            @MaxBytes(8) String turn, int view, @MaxBytes(4) byte[] key, int value) {}
}
