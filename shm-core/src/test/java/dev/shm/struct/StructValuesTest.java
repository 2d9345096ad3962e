package dev.shm.struct;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(new DamagedValue("ordinal 2 of an enum of 2 constants"), read().get("side"));
        assertEquals(new DamagedValue("length 9 of a text of at most 8 bytes"), read().get("symbol"));
    }

    private Map<String, @Nullable Object> read() {
        return StructValues.read(LAYOUT, bytes);
    }

    @SuppressWarnings("NullAway")
    private static int at(String field) {
        return LAYOUT.field(field).offset();
    }
}
