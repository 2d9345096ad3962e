package dev.shm.struct;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of fields as {@link StructValues} reads them; the bytes are a program's own, so in no order of steps.
 */
final class ValueEncoder {
    private final StructLayout layout;
    private final ByteBuffer bytes;

    ValueEncoder(StructLayout layout, ByteBuffer bytes) {
        this.layout = layout;
        this.bytes = bytes;
    }

    void write(Map<String, ? extends @Nullable Object> values, int start) {
        for (String name : values.keySet()) {
            if (layout.field(name) == null) throw new IllegalArgumentException(layout.name() + " has no field " + name);
        }
        for (StructField field : layout.fields()) {
            for (int i = 0; i < field.sizeBytes(); i++) bytes.put(start + field.offset() + i, (byte) 0);
            Object value = values.get(field.name());
            if (value == null) continue;
            try {
                write(field, value, start + field.offset());
            } catch (ClassCastException e) {
                throw unfit(field, value.getClass().getName() + " " + value);
            }
        }
    }

    private void write(StructField field, Object value, int at) {
        if (!field.isArray()) {
            writeElement(field, value, at);
            return;
        }
        List<?> elements = (List<?>) value;
        if (elements.size() != field.length()) throw unfit(field, elements.size() + " elements");
        for (int i = 0; i < elements.size(); i++) {
            Object element = elements.get(i);
            if (element != null) writeElement(field, element, at + i * field.elementBytes());
        }
    }

    /** One value that is not null; each type of {@link FieldType} has its place here. */
    private void writeElement(StructField field, Object value, int at) {
        switch (field.type()) {
            case BOOLEAN -> bytes.put(at, (byte) ((Boolean) value ? 1 : 0));
            case BYTE -> bytes.put(at, (Byte) value);
            case SHORT -> bytes.putShort(at, (Short) value);
            case CHAR -> bytes.putChar(at, value instanceof String text ? only(field, text) : (Character) value);
            case INT -> bytes.putInt(at, (Integer) value);
            case LONG -> bytes.putLong(at, (Long) value);
            case FLOAT -> bytes.putFloat(at, (Float) value);
            case DOUBLE -> bytes.putDouble(at, (Double) value);
            case ENUM -> writeConstant(field, value instanceof Enum<?> constant ? constant.name() : (String) value, at);
            case TEXT -> writeSized(field, ((String) value).getBytes(StandardCharsets.UTF_8), at);
            case BYTES -> writeSized(field, (byte[]) value, at);
            case UUID -> {
                UUID id = (UUID) value;
                bytes.putLong(at, id.getMostSignificantBits());
                bytes.putLong(at + Long.BYTES, id.getLeastSignificantBits());
                bytes.put(at + StructValues.UUID_PRESENCE, (byte) 1);
            }
            case INSTANT -> {
                Instant instant = (Instant) value;
                writeTime(instant.getEpochSecond(), instant.getNano(), at);
            }
            case DURATION -> {
                Duration duration = (Duration) value;
                writeTime(duration.getSeconds(), duration.getNano(), at);
            }
            case DATE -> {
                LocalDate day = (LocalDate) value;
                bytes.putInt(at, day.getYear());
                bytes.put(at + Integer.BYTES, (byte) day.getMonthValue());
                bytes.put(at + Integer.BYTES + 1, (byte) day.getDayOfMonth());
            }
            case DECIMAL -> {
                bytes.putLong(at, ValueAccess.checkDecimal(layout, field.name(), field.scale(), (BigDecimal) value));
                bytes.put(at + Long.BYTES, (byte) 1);
            }
            case STRUCT -> new ValueEncoder(Objects.requireNonNull(field.struct()), bytes).write(map(value), at);
        }
        if (field.isOptional()) bytes.put(at + field.type().sizeBytes(), (byte) 1);
    }

    private void writeConstant(StructField field, String name, int at) {
        int ordinalPlusOne = field.constants().indexOf(name) + 1;
        if (ordinalPlusOne == 0) throw unfit(field, "constant " + name);
        if (field.elementBytes() == Byte.BYTES) bytes.put(at, (byte) ordinalPlusOne);
        else bytes.putShort(at, (short) ordinalPlusOne);
    }

    private void writeSized(StructField field, byte[] content, int at) {
        if (content.length > field.maxBytes()) throw unfit(field, content.length + " bytes");
        int prefix = LengthPrefix.sizeBytes(field.maxBytes());
        if (prefix == Short.BYTES) bytes.putShort(at, (short) (content.length + 1));
        else bytes.putInt(at, content.length + 1);
        bytes.put(at + prefix, content);
    }

    private void writeTime(long seconds, int nanos, int at) {
        bytes.putLong(at, seconds);
        bytes.putInt(at + StructValues.NANOS_PLUS_ONE, nanos + 1);
    }

    @SuppressWarnings("unchecked") // as StructValues documents
    private static Map<String, @Nullable Object> map(Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    private char only(StructField field, String text) {
        if (text.length() != 1) throw unfit(field, "'" + text + "', which is not one character");
        return text.charAt(0);
    }

    private IllegalArgumentException unfit(StructField field, String found) {
        return new IllegalArgumentException("field '" + field + "' of " + layout.name() + " cannot hold " + found);
    }
}
