package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import java.lang.invoke.VarHandle;

/**
 * Leads from a locator to a segment. Looking up takes no lock and writes nothing; changing is for the owner of the
 * map's lock.
 *
 * <pre>
 * Double, under the map's lock                          A crash after the step leaves
 *   D1 make the extent of the next level                an extent that the next to double finds again
 *   D2 fill it: each entry of the lower half once more  the same
 *   D3 release where it is, then the depth (pairs L1)   a directory twice as deep
 * Look up
 *   L1 acquire depth, then the entry (pairs D3, S5)     nothing
 * </pre>
 */
final class MapDirectory {
    private static final int LOWEST_LEVEL_BIT = FIRST_LEVEL_BITS - 1;

    private final RegionObject object;
    private final MemoryScope memory;
    private final long body;
    private final long segmentBytes;
    private final long lowestSegment;

    // Plain: who sees an old one looks again, and its fields are final.
    private Levels levels;

    /** The levels of some depth: by the highest bit of an index, where that index would be if the level began at 0. */
    private static final class Levels {
        private final int depth;
        private final int mask;
        private final long[] bases;

        private Levels(int depth, long[] bases) {
            this.depth = depth;
            this.mask = (1 << depth) - 1;
            this.bases = bases;
        }

        private long entryAddress(int index) {
            int bit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(index | 1 << LOWEST_LEVEL_BIT);
            return bases[bit] + (long) index * Long.BYTES;
        }
    }

    MapDirectory(RegionObject object, long segmentBytes) {
        this.object = object;
        this.memory = object.memory();
        this.body = memory.addressOf(object.bodyOffset(), BODY_BYTES);
        this.segmentBytes = segmentBytes;
        this.lowestSegment = object.bodyOffset() + BODY_BYTES;
        this.levels = new Levels(FIRST_LEVEL_BITS, bases(FIRST_LEVEL_BITS));
    }

    /** Fills the directory of a new map. */
    static void format(long body, long segmentOffset) {
        for (int i = 0; i < FIRST_LEVEL_ENTRIES; i++) {
            RawMemory.putLong(body + DIRECTORY + (long) i * Long.BYTES, entry(segmentOffset, 0, 0));
        }
        RawMemory.putInt(body + DEPTH, FIRST_LEVEL_BITS);
    }

    /** How many bits of a locator are its index. */
    int depth() {
        return levels().depth;
    }

    /** Where the entry of a locator is. */
    long entryAddress(int locator) {
        Levels known = levels();
        return known.entryAddress(locator & known.mask);
    }

    /** Where the segment of an entry is; the offset of which is untrusted, and nothing is known of what is there. */
    long segment(long entry) {
        long offset = segmentOf(entry);
        if (offset < lowestSegment || offset > memory.sizeBytes() - segmentBytes) return grown(offset);
        return memory.base() + offset;
    }

    /** The offset of a segment's address. */
    long offsetOf(long segment) {
        return segment - memory.base();
    }

    private long grown(long offset) {
        if (offset >= lowestSegment) {
            try {
                return memory.addressOf(offset, segmentBytes);
            } catch (IndexOutOfBoundsException e) {
                // told below
            }
        }
        throw corrupt("a segment would be at offset " + offset);
    }

    /** Doubles. */
    void deepen() {
        Levels known = levels();
        int depth = known.depth;
        int size = 1 << depth;
        long sizeBytes = (long) size * Long.BYTES;
        int level = depth - FIRST_LEVEL_BITS + 1;
        RegionObject extent = object.extent(
                "directory " + level, new RegionObjectSpec(EXTENT_KIND, VERSION, null, sizeBytes, made -> {})); // D1
        long base = memory.addressOf(extent.bodyOffset(), sizeBytes);
        for (int i = 0; i < size; i++) { // D2
            RawMemory.putLong(base + (long) i * Long.BYTES, RawMemory.getLong(known.entryAddress(i)));
        }
        RawMemory.putLongRelease(body + LEVELS + (long) level * Long.BYTES, extent.bodyOffset()); // D3
        RawMemory.putIntRelease(body + DEPTH, depth + 1); // D3
    }

    /** Makes all entries of a prefix lead to a segment. */
    void point(int prefix, int depth, long segmentOffset) {
        Levels known = levels();
        if (depth < 0 || depth > known.depth || prefix < 0 || prefix >= 1L << depth) {
            throw corrupt("a segment would have the prefix " + prefix + " of " + depth + " bits");
        }
        for (long index = prefix; index < 1L << known.depth; index += 1L << depth) {
            long address = known.entryAddress((int) index);
            RawMemory.putLongRelease(address, entry(segmentOffset, depth, RawMemory.getLong(address)));
        }
    }

    private Levels levels() {
        Levels known = levels;
        int depth = RawMemory.getIntAcquire(body + DEPTH); // L1
        return depth == known.depth ? known : learn(depth, known);
    }

    private Levels learn(int depth, Levels known) {
        if (depth < FIRST_LEVEL_BITS || depth > MAX_DEPTH) throw corrupt("its directory's depth is " + depth);
        // It only grows. But another thread of this process may have learnt meanwhile.
        VarHandle.acquireFence();
        Levels learnt = new Levels(depth, bases(depth));
        if (depth > known.depth) levels = learnt;
        return learnt;
    }

    private long[] bases(int depth) {
        long[] bases = new long[Integer.SIZE];
        bases[LOWEST_LEVEL_BIT] = body + DIRECTORY;
        for (int bit = FIRST_LEVEL_BITS; bit < depth; bit++) {
            long offset = RawMemory.getLongAcquire(body + LEVELS + (long) (bit - LOWEST_LEVEL_BIT) * Long.BYTES);
            try {
                if (offset < lowestSegment || offset % Long.BYTES != 0) throw new IndexOutOfBoundsException();
                bases[bit] = memory.addressOf(offset, (1L << bit) * Long.BYTES) - (1L << bit) * Long.BYTES;
            } catch (IndexOutOfBoundsException e) {
                throw corrupt("level " + (bit - LOWEST_LEVEL_BIT) + " of its directory would be at offset " + offset);
            }
        }
        return bases;
    }

    /** The exception for what no working process leaves. */
    CorruptRegionException corrupt(String found) {
        memory.checkReadable(); // the zero pages of a closed region are not damage
        return new CorruptRegionException("map '" + object.name() + "': " + found
                + ". Some bytes of it were overwritten: delete the region if its content is not needed");
    }
}
