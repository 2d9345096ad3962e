package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.RawMemory;

/**
 * Which units of a segment are in use, for the owner of its lock. None of it is committed: after a death it is made
 * anew.
 *
 * <p>A segment keeps one unit that an entry was just taken out of as its spare, so that replacing an entry, over and
 * over, looks at no bits.
 */
final class SegmentUnits {
    private final int units;
    private final int words;

    SegmentUnits(int units) {
        this.units = units;
        this.words = (units + Long.SIZE - 1) / Long.SIZE;
    }

    /** Units that are free. */
    int free(long segment) {
        int spare = RawMemory.getInt(segment + SPARE) == 0 ? 0 : 1;
        return units - RawMemory.getInt(segment + USED_UNITS) + spare;
    }

    /**
     * Takes units that follow each other.
     *
     * @return the first; -1 if there are not so many together
     */
    int take(long segment, int count) {
        if (count == 1) {
            int spare = RawMemory.getInt(segment + SPARE);
            if (spare > 0 && spare <= units) {
                RawMemory.putInt(segment + SPARE, 0);
                return spare - 1;
            }
        } else {
            releaseSpare(segment);
        }
        int unit = count == 1 ? findOne(segment) : findRun(segment, count);
        if (unit < 0) return -1;
        for (int i = unit; i < unit + count; i++) set(segment, i);
        RawMemory.putInt(segment + USED_UNITS, RawMemory.getInt(segment + USED_UNITS) + count);
        RawMemory.putInt(segment + LOOK_FROM, unit + count);
        return unit;
    }

    /** Gives units back. */
    void release(long segment, int unit, int count) {
        if (count == 1 && RawMemory.getInt(segment + SPARE) == 0) {
            RawMemory.putInt(segment + SPARE, unit + 1);
            return;
        }
        for (int i = unit; i < unit + count; i++) clear(segment, i);
        RawMemory.putInt(segment + USED_UNITS, RawMemory.getInt(segment + USED_UNITS) - count);
    }

    private void releaseSpare(long segment) {
        int spare = RawMemory.getInt(segment + SPARE);
        RawMemory.putInt(segment + SPARE, 0);
        if (spare <= 0 || spare > units) return;
        clear(segment, spare - 1);
        RawMemory.putInt(segment + USED_UNITS, RawMemory.getInt(segment + USED_UNITS) - 1);
    }

    /** Forgets all. */
    void reset(long segment) {
        RawMemory.zero(segment + BITS, bitsBytes(units));
        RawMemory.putInt(segment + USED_UNITS, 0);
        RawMemory.putInt(segment + SPARE, 0);
        RawMemory.putInt(segment + LOOK_FROM, 0);
    }

    /** Says that units are in use; false if one of them was before. */
    boolean claim(long segment, int unit, int count) {
        for (int i = unit; i < unit + count; i++) {
            if (isSet(segment, i)) return false;
            set(segment, i);
        }
        RawMemory.putInt(segment + USED_UNITS, RawMemory.getInt(segment + USED_UNITS) + count);
        return true;
    }

    private int findOne(long segment) {
        int from = (RawMemory.getInt(segment + LOOK_FROM) & Integer.MAX_VALUE) / Long.SIZE % words;
        for (int i = 0; i <= words; i++) {
            int word = (from + i) % words;
            long free = ~RawMemory.getLong(wordAddress(segment, word));
            if (free == 0) continue;
            int unit = word * Long.SIZE + Long.numberOfTrailingZeros(free);
            if (unit < units) return unit;
        }
        return -1;
    }

    private int findRun(long segment, int count) {
        int from = (RawMemory.getInt(segment + LOOK_FROM) & Integer.MAX_VALUE) % units;
        int unit = findRun(segment, count, from, units);
        return unit >= 0 ? unit : findRun(segment, count, 0, Math.min(units, from + count));
    }

    private int findRun(long segment, int count, int from, int end) {
        int run = 0;
        for (int i = from; i < end; i++) {
            if (run == 0 && i % Long.SIZE == 0 && RawMemory.getLong(wordAddress(segment, i / Long.SIZE)) == -1) {
                i += Long.SIZE - 1;
                continue;
            }
            run = isSet(segment, i) ? 0 : run + 1;
            if (run == count) return i - count + 1;
        }
        return -1;
    }

    private static long wordAddress(long segment, int word) {
        return segment + BITS + (long) word * Long.BYTES;
    }

    boolean isSet(long segment, int unit) {
        return (RawMemory.getLong(wordAddress(segment, unit / Long.SIZE)) >>> unit & 1) != 0;
    }

    private static void set(long segment, int unit) {
        long address = wordAddress(segment, unit / Long.SIZE);
        RawMemory.putLong(address, RawMemory.getLong(address) | 1L << unit);
    }

    private static void clear(long segment, int unit) {
        long address = wordAddress(segment, unit / Long.SIZE);
        RawMemory.putLong(address, RawMemory.getLong(address) & ~(1L << unit));
    }
}
