package dev.shm.struct;

import dev.shm.memory.RawMemory;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fields of the JDK's value classes, each of which may be null.
 *
 * <p><b>Called by generated code; not for applications.</b> What is longer than a word is written by way of null:
 *
 * <pre>
 * Write                                               A death after the step leaves
 *   W1 opaque  presence or nanoseconds = 0, fence     null
 *   W2 plain   the rest                               null
 *   W3 release presence or nanoseconds (pairs R1)     the new value
 * Read
 *   R1 acquire presence or nanoseconds
 *   R2 plain   the rest
 * </pre>
 *
 * <p>A date is one word, which is old or new. A decimal is written as {@link BoxedAccess} does.
 */
public final class ValueAccess {
    private static final int NANOS_PER_SECOND = 1_000_000_000;

    // Of a UUID.
    private static final int LEAST = Long.BYTES;
    static final int UUID_PRESENCE = 2 * Long.BYTES;

    // Of a time.
    static final int NANOS_PLUS_ONE = Long.BYTES;

    // Of a decimal.
    static final int DECIMAL_PRESENCE = Long.BYTES;

    // Of a date, in bits of its word.
    private static final int MONTH_SHIFT = Integer.SIZE;
    private static final int DAY_SHIFT = Integer.SIZE + Byte.SIZE;

    private ValueAccess() {}

    public static @Nullable UUID getUuid(long address) {
        if (!BoxedAccess.isPresent(address + UUID_PRESENCE)) return null; // R1
        return new UUID(RawMemory.getLong(address), RawMemory.getLong(address + LEAST)); // R2
    }

    public static void putUuid(long address, @Nullable UUID value) {
        RawMemory.putByteOpaque(address + UUID_PRESENCE, (byte) 0); // W1
        if (value == null) return;
        VarHandle.storeStoreFence();
        RawMemory.putLong(address, value.getMostSignificantBits()); // W2
        RawMemory.putLong(address + LEAST, value.getLeastSignificantBits()); // W2
        BoxedAccess.putPresence(address + UUID_PRESENCE, true); // W3
    }

    /**
     * Reads an instant.
     *
     * @throws CorruptStructException if no instant is stored like that
     */
    public static @Nullable Instant getInstant(Struct struct, String fieldName, long address) {
        int nanosPlusOne = nanosPlusOne(struct, fieldName, address);
        if (nanosPlusOne == 0) return null;
        long seconds = RawMemory.getLong(address); // R2
        if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            throw StructAccess.corrupt(struct, fieldName, seconds + " seconds since 1970");
        }
        return Instant.ofEpochSecond(seconds, nanosPlusOne - 1L);
    }

    public static void putInstant(long address, @Nullable Instant value) {
        if (value == null) putSeconds(address, 0, 0);
        else putSeconds(address, value.getEpochSecond(), value.getNano() + 1);
    }

    /**
     * Reads a duration.
     *
     * @throws CorruptStructException if no duration is stored like that
     */
    public static @Nullable Duration getDuration(Struct struct, String fieldName, long address) {
        int nanosPlusOne = nanosPlusOne(struct, fieldName, address);
        return nanosPlusOne == 0 ? null : Duration.ofSeconds(RawMemory.getLong(address), nanosPlusOne - 1L); // R2
    }

    public static void putDuration(long address, @Nullable Duration value) {
        if (value == null) putSeconds(address, 0, 0);
        else putSeconds(address, value.getSeconds(), value.getNano() + 1);
    }

    /**
     * Reads a date.
     *
     * @throws CorruptStructException if there is no such day
     */
    public static @Nullable LocalDate getDate(Struct struct, String fieldName, long address) {
        long word = RawMemory.getLong(address);
        int month = (int) (word >>> MONTH_SHIFT) & 0xFF;
        if (month == 0) return null;
        int day = (int) (word >>> DAY_SHIFT) & 0xFF;
        try {
            return LocalDate.of((int) word, month, day);
        } catch (DateTimeException e) {
            throw StructAccess.corrupt(struct, fieldName, "year " + (int) word + ", month " + month + ", day " + day);
        }
    }

    public static void putDate(long address, @Nullable LocalDate value) {
        long word = value == null
                ? 0
                : (value.getYear() & 0xFFFF_FFFFL)
                        | (long) value.getMonthValue() << MONTH_SHIFT
                        | (long) value.getDayOfMonth() << DAY_SHIFT;
        RawMemory.putLong(address, word);
    }

    public static @Nullable BigDecimal getDecimal(long address, int scale) {
        Long unscaled = BoxedAccess.getLong(address);
        return unscaled == null ? null : BigDecimal.valueOf(unscaled, scale);
    }

    /**
     * The unscaled value that a decimal is stored with, 0 for null.
     *
     * @throws IllegalArgumentException if it has more digits after the point, or is too large
     */
    public static long checkDecimal(StructLayout layout, String fieldName, int scale, @Nullable BigDecimal value) {
        if (value == null || value.signum() == 0) return 0;
        // Checked before the scale is set: a number like 1E+999999999 or 1E-999999999 would take all memory.
        boolean tooLarge = (long) value.precision() - value.scale() > 19 - scale;
        boolean tooSmall = (long) value.scale() - scale >= value.precision();
        if (!tooLarge && !tooSmall) {
            try {
                return value.setScale(scale).unscaledValue().longValueExact();
            } catch (ArithmeticException e) {
                throw unfit(layout, fieldName, scale, value);
            }
        }
        throw unfit(layout, fieldName, scale, value);
    }

    /**
     * Writes a decimal.
     *
     * @param unscaled what {@link #checkDecimal} returned
     */
    public static void putDecimal(long address, @Nullable BigDecimal value, long unscaled) {
        if (value != null) RawMemory.putLong(address, unscaled);
        BoxedAccess.putPresence(address + DECIMAL_PRESENCE, value != null);
    }

    private static int nanosPlusOne(Struct struct, String fieldName, long address) {
        int nanosPlusOne = RawMemory.getIntAcquire(address + NANOS_PLUS_ONE); // R1
        if (nanosPlusOne < 0 || nanosPlusOne > NANOS_PER_SECOND) {
            throw StructAccess.corrupt(struct, fieldName, (nanosPlusOne - 1L) + " nanoseconds beside its seconds");
        }
        return nanosPlusOne;
    }

    private static void putSeconds(long address, long seconds, int nanosPlusOne) {
        RawMemory.putIntOpaque(address + NANOS_PLUS_ONE, 0); // W1
        if (nanosPlusOne == 0) return;
        VarHandle.storeStoreFence();
        RawMemory.putLong(address, seconds); // W2
        RawMemory.putIntRelease(address + NANOS_PLUS_ONE, nanosPlusOne); // W3
    }

    private static IllegalArgumentException unfit(StructLayout layout, String fieldName, int scale, BigDecimal value) {
        return new IllegalArgumentException("field '" + fieldName + "' of " + layout.name() + " is a long with " + scale
                + " digits after the point, which cannot hold this number of precision " + value.precision()
                + " and scale " + value.scale() + ": round it, or change @Decimal");
    }
}
