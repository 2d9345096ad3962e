package dev.shm.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StructValuesTest {
    private static final StructLayout LAYOUT = StructLayout.builder("all", 1)
            .field("flag", FieldType.BOOLEAN)
            .field("tiny", FieldType.BYTE)
            .field("small", FieldType.SHORT)
            .field("letter", FieldType.CHAR)
            .field("number", FieldType.INT)
            .field("id", FieldType.LONG)
            .field("ratio", FieldType.FLOAT)
            .field("price", FieldType.DOUBLE)
            .enumeration("side", "BUY", "SELL")
            .text("symbol", 8)
            .build();

    private final ByteBuffer bytes = ByteBuffer.allocate(LAYOUT.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void zeroBytesAreZerosAndNulls() {
        Map<String, @Nullable Object> values = read();
        assertEquals(LAYOUT.fields().stream().map(StructField::name).toList(), List.copyOf(values.keySet()));
        assertEquals(false, values.get("flag"));
        assertEquals(0L, values.get("id"));
        assertEquals("\0", values.get("letter"));
        assertEquals(null, values.get("side"));
        assertEquals(null, values.get("symbol"));
    }

    @Test
    void eachTypeIsReadAtItsPlace() {
        bytes.put(at("flag"), (byte) 1)
                .put(at("tiny"), (byte) -2)
                .putShort(at("small"), (short) -3)
                .putChar(at("letter"), 'x')
                .putInt(at("number"), -4)
                .putLong(at("id"), -5)
                .putFloat(at("ratio"), 1.5f)
                .putDouble(at("price"), -0.0)
                .put(at("side"), (byte) 2)
                .putShort(at("symbol"), (short) 4)
                .put(at("symbol") + 2, "€".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "{flag=true, tiny=-2, small=-3, letter=x, number=-4, id=-5, ratio=1.5, price=-0.0, side=SELL, symbol=€}",
                read().toString());
    }

    @Test
    void whatIsNoValueIsDamaged() {
        bytes.put(at("side"), (byte) 3).putShort(at("symbol"), (short) 10);
        assertEquals(new DamagedValue("ordinal 2 of an enum of 2 constants", true), read().get("side"));
        assertEquals(new DamagedValue("length 9 of a text of at most 8 bytes"), read().get("symbol"));
    }

    private Map<String, @Nullable Object> read() {
        return StructValues.read(LAYOUT, bytes);
    }

    @SuppressWarnings("NullAway")
    private static int at(String field) {
        return LAYOUT.field(field).offset();
    }

    @Test
    void nullableNestedAndRepeatedValuesAreRead() {
        StructLayout leg =
                StructLayout.builder("leg", 1).field("ratio", FieldType.INT).build();
        StructLayout all = StructLayout.builder("rich", 1)
                .optional("count", FieldType.INT)
                .field("key", FieldType.UUID)
                .field("at", FieldType.INSTANT)
                .field("took", FieldType.DURATION)
                .field("day", FieldType.DATE)
                .decimal("amount", 2)
                .bytes("hash", 4)
                .struct("leg", leg)
                .struct("legs", leg)
                .length(2)
                .field("levels", FieldType.DOUBLE)
                .length(3)
                .build();
        ByteBuffer rich = ByteBuffer.allocate(all.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(
                "{count=null, key=null, at=null, took=null, day=null, amount=null, hash=null, leg={ratio=0},"
                        + " legs=[{ratio=0}, {ratio=0}], levels=[0.0, 0.0, 0.0]}",
                StructValues.read(all, rich).toString());
        rich.putInt(at(all, "count"), 5).put(at(all, "count") + 4, (byte) 1);
        rich.putLong(at(all, "key"), 1).putLong(at(all, "key") + 8, 2).put(at(all, "key") + 16, (byte) 1);
        rich.putLong(at(all, "at"), 60).putInt(at(all, "at") + 8, 1);
        rich.putLong(at(all, "took"), 61).putInt(at(all, "took") + 8, 1);
        rich.putInt(at(all, "day"), 2026).put(at(all, "day") + 4, (byte) 2).put(at(all, "day") + 5, (byte) 3);
        rich.putLong(at(all, "amount"), 1234).put(at(all, "amount") + 8, (byte) 1);
        rich.putShort(at(all, "hash"), (short) 3).putShort(at(all, "hash") + 2, (short) 0x0201);
        rich.putInt(at(all, "leg"), 7).putInt(at(all, "legs") + 4, 9).putDouble(at(all, "levels") + 16, 1.5);
        assertEquals(
                "{count=5, key=00000000-0000-0001-0000-000000000002, at=1970-01-01T00:01:00Z, took=PT1M1S,"
                        + " day=2026-02-03, amount=12.34, hash=0102, leg={ratio=7}, legs=[{ratio=0}, {ratio=9}],"
                        + " levels=[0.0, 0.0, 1.5]}",
                StructValues.read(all, rich).toString());
        rich.put(at(all, "day") + 5, (byte) 31).putInt(at(all, "took") + 8, -1);
        assertEquals(
                new DamagedValue("year 2026, month 2, day 31"),
                StructValues.read(all, rich).get("day"));
        assertEquals(
                new DamagedValue("61 seconds and -2 nanoseconds"),
                StructValues.read(all, rich).get("took"));
    }

    @SuppressWarnings("NullAway")
    private static int at(StructLayout layout, String field) {
        return layout.field(field).offset();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int i = 0; i < bytes.capacity(); i++) bytes.put(i, (byte) -1); // nothing of it may stay
        Map<String, Object> values = Map.of(
                "flag", true, "tiny", (byte) -2, "letter", 'x', "number", -4, "side", "SELL", "symbol", "€", "ratio",
                2f);
        StructValues.write(LAYOUT, values, bytes);
        assertEquals(
                "{flag=true, tiny=-2, small=0, letter=x, number=-4, id=0, ratio=2.0, price=0.0, side=SELL, symbol=€}",
                read().toString());
        StructValues.write(LAYOUT, read(), bytes);
        assertEquals("x", read().get("letter"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<Map<String, Object>> unfit = List.of(
                Map.of("symbol", "123456789"),
                Map.of("side", "HOLD"),
                Map.of("number", 1L),
                Map.of("letter", ""),
                Map.of("letter", "ab"),
                Map.of("no such field", 1));
        for (Map<String, Object> values : unfit) {
            assertThrows(IllegalArgumentException.class, () -> StructValues.write(LAYOUT, values, bytes));
        }
    }
}
