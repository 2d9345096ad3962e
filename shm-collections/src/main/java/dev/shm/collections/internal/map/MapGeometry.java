package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.LayoutMismatchException;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The numbers of one map, read once from its body, checked, and kept.
 *
 * @param segmentBytes an odd number of lines, so that the same lines of many segments do not meet in one cache set
 * @param unitBytes what segments hand out room in
 * @param buckets of a segment
 * @param units of a segment
 */
record MapGeometry(
        long segmentBytes,
        int unitBytes,
        int buckets,
        int units,
        int form,
        long fingerprint,
        long seed,
        long secondSeed) {
    /** What a segment has, unless its entries need more. */
    static final int USUAL_SEGMENT_BYTES = 64 << 10;

    /** Lines beyond a power of two. */
    private static final int ODD_LINES = 37;

    /** Entries a bucket in a full segment, in tenths: more make readers look further, fewer cost memory. */
    private static final int TENTHS_A_BUCKET = 56;

    /** One in so many bytes of a segment with entries of variable length is a bucket. */
    private static final int VARIABLE_BYTES_A_BUCKET = 400;

    private static final int FEWEST_ENTRIES = 64;

    private static final int MAX_UNITS = 0xFFFF;

    private static final long MAX_SEGMENT_BYTES = 1L << 27;

    /** The geometry of a map to be made. */
    static MapGeometry of(RecordFormat format, long seed, long secondSeed) {
        long wanted = Math.max(USUAL_SEGMENT_BYTES, (long) FEWEST_ENTRIES * format.unitBytes());
        return of(format, (wanted / LINE_BYTES + ODD_LINES | 1) * LINE_BYTES, seed, secondSeed);
    }

    /** As {@link #of(RecordFormat, long, long)}, with segments of a certain size. */
    static MapGeometry of(RecordFormat format, long segmentBytes, long seed, long secondSeed) {
        int unitBytes = format.unitBytes();
        int buckets;
        if (format.isVariable()) {
            buckets = (int) Math.max(2, segmentBytes / VARIABLE_BYTES_A_BUCKET);
        } else {
            long bytesForTenBuckets = 10L * SegmentLayout.BUCKET_BYTES + (long) TENTHS_A_BUCKET * unitBytes;
            buckets = (int) Math.max(2, (segmentBytes - 3L * LINE_BYTES) * 10 / bytesForTenBuckets);
        }
        int units = (int) Math.min(MAX_UNITS, (segmentBytes - (long) buckets * SegmentLayout.BUCKET_BYTES) / unitBytes);
        while (units > 0 && SegmentLayout.units(units, buckets) + (long) units * unitBytes > segmentBytes) units--;
        return new MapGeometry(
                segmentBytes, unitBytes, buckets, units, format.form(), format.fingerprint(), seed, secondSeed);
    }

    boolean isSound() {
        return segmentBytes > 0
                && segmentBytes <= MAX_SEGMENT_BYTES
                && segmentBytes % LINE_BYTES == 0
                && unitBytes > 0
                && buckets >= 2
                && buckets <= MAX_UNITS
                && units >= 4
                && units <= MAX_UNITS
                && SegmentLayout.units(units, buckets) + (long) units * unitBytes <= segmentBytes;
    }

    void write(RegionObject object) {
        long body = object.memory().addressOf(object.bodyOffset(), BODY_BYTES);
        RawMemory.putLong(body + SEGMENT_BYTES, segmentBytes);
        RawMemory.putInt(body + UNIT_BYTES, unitBytes);
        RawMemory.putInt(body + BUCKETS, buckets);
        RawMemory.putInt(body + UNITS, units);
        RawMemory.putInt(body + KEY_FORM, form);
        RawMemory.putLong(body + KEY_FINGERPRINT, fingerprint);
        RawMemory.putLong(body + SEED, seed);
        RawMemory.putLong(body + SECOND_SEED, secondSeed);
    }

    /** What the first line of a body says; unchecked. */
    static MapGeometry of(ByteBuffer line) {
        return new MapGeometry(
                line.getLong(SEGMENT_BYTES),
                line.getInt(UNIT_BYTES),
                line.getInt(BUCKETS),
                line.getInt(UNITS),
                line.getInt(KEY_FORM),
                line.getLong(KEY_FINGERPRINT),
                line.getLong(SEED),
                line.getLong(SECOND_SEED));
    }

    /** Reads and checks. */
    static MapGeometry read(RegionObject object, RecordFormat format) {
        if (object.bodyBytes() < BODY_BYTES) throw corrupt(object, object.bodyBytes() + " bytes of body");
        long body = object.memory().addressOf(object.bodyOffset(), BODY_BYTES);
        byte[] bytes = new byte[LINE_BYTES];
        RawMemory.copyToArray(body, bytes, 0, bytes.length);
        MapGeometry found = of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        if (!found.isSound()) throw corrupt(object, found.toString());
        if (found.fingerprint != format.fingerprint()) {
            throw new LayoutMismatchException("map '" + object.name() + "' is keyed by other fields than asked for."
                    + " Use the same class in all processes, or delete the region");
        }
        if (found.unitBytes != format.unitBytes()) throw corrupt(object, found.toString());
        return found;
    }

    private static CorruptRegionException corrupt(RegionObject object, String found) {
        object.memory().checkReadable();
        return new CorruptRegionException("map '" + object.name() + "': its geometry is damaged: " + found
                + ". Delete the region if its content is not needed");
    }
}
