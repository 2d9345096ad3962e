package dev.shm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads and writes the payload of a region eight bytes at a time. */
public final class Words {
    private Words() {}

    public static long get(SharedRegion region, long offset) {
        byte[] bytes = new byte[Long.BYTES];
        if (region.read(offset, bytes) != Long.BYTES) throw new AssertionError("no word at " + offset);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    public static void put(SharedRegion region, long offset, long value) {
        byte[] bytes = new byte[Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        if (region.write(offset, bytes) != Long.BYTES) throw new AssertionError("no word at " + offset);
    }

    public static long add(SharedRegion region, long offset, long delta) {
        long sum = get(region, offset) + delta;
        put(region, offset, sum);
        return sum;
    }

    /** An initializer: every word of the payload but the first is its own offset, and the first counts the runs. */
    public static void fill(SharedRegion region) {
        for (long offset = Long.BYTES; offset < region.size(); offset += Long.BYTES) put(region, offset, offset);
        add(region, 0, 1);
    }

    /** Throws unless {@link #fill} has run exactly once, on zeroed memory, and to its end. */
    public static void checkFilled(SharedRegion region) {
        if (get(region, 0) != 1) throw new AssertionError("initialized " + get(region, 0) + " times: " + region);
        for (long offset = Long.BYTES; offset < region.size(); offset += Long.BYTES) {
            long found = get(region, offset);
            if (found != offset) throw new AssertionError(region + " holds " + found + " at " + offset);
        }
    }
}
