package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The pieces that large entries are kept in: all of one size, each owned by the segment in which its entry is. The
 * owner stands in the chunk's word from the moment in which the chunk is taken, and only who holds that segment's lock
 * changes it; so the chunks of a dead process's unfinished entry are found when its segment's lock is taken from it.
 *
 * <pre>
 * Take, under the segment's and the map's lock         A crash after the step leaves
 *   C1 too few free: make the next extent; release it  an extent that is found again by its name
 *   C2 release the word 0 → segment                    a chunk of a segment that has no entry for it: see Sweep
 * Give back, under the segment's lock
 *   C3 release the word → 0                            a free chunk
 * Sweep, when a segment's lock comes from a dead owner
 *   C4 give back what is the segment's and in none of  some that are given back
 *      its entries
 * </pre>
 *
 * <p>Chunks are used for nothing else ever, so a reader that still copies one which was given back reads bytes, and
 * finds by the bucket's word that they are not what it wanted.
 */
final class MapChunks {
    static final int CHUNK_BYTES = 8 << 10;

    private static final int FIRST_EXTENT_CHUNKS = 16;

    private final RegionObject object;
    private final MemoryScope memory;
    private final MapDirectory directory;
    private final long body;

    private volatile Extents extents = new Extents(new int[1], new long[0]);

    /** Where to look for free ones first; each attachment has its own idea. */
    private int lookFrom;

    MapChunks(RegionObject object, MapDirectory directory) {
        this.object = object;
        this.memory = object.memory();
        this.directory = directory;
        this.body = memory.addressOf(object.bodyOffset(), BODY_BYTES);
    }

    /** How many chunks an extent has: each a quarter of all before. */
    static int chunksOf(int start) {
        return Math.max(FIRST_EXTENT_CHUNKS, start / 4);
    }

    /**
     * The extents that this attachment knows.
     *
     * @param starts the first chunk of each, and of that after the last
     * @param bases their addresses
     */
    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Extents(int[] starts, long[] bases) {
        private int count() {
            return starts[bases.length];
        }

        /** The extent of a chunk that there is. */
        private int of(int chunk) {
            int at = Arrays.binarySearch(starts, chunk);
            return at >= 0 ? at : -at - 2;
        }

        private int sizeOf(int extent) {
            return starts[extent + 1] - starts[extent];
        }
    }

    /** How many chunks there are. */
    int count() {
        return extents().count();
    }

    private Extents extents() {
        Extents known = extents;
        int count = RawMemory.getIntAcquire(body + CHUNK_EXTENTS);
        return count == known.bases.length ? known : learn();
    }

    private synchronized Extents learn() {
        Extents known = extents;
        int before = known.bases.length;
        int count = RawMemory.getIntAcquire(
                body + CHUNK_EXTENTS); // again: another thread may have learnt of more meanwhile
        if (count < before || count > MAX_CHUNK_EXTENTS) throw directory.corrupt("it has " + count + " chunk extents");
        long[] bases = Arrays.copyOf(known.bases, count);
        int[] starts = Arrays.copyOf(known.starts, count + 1);
        for (int i = before; i < count; i++) {
            int chunks = chunksOf(starts[i]);
            long offset = RawMemory.getLongAcquire(body + CHUNK_EXTENT_TABLE + (long) i * Long.BYTES);
            try {
                if (offset < object.bodyOffset() || offset % LINE_BYTES != 0) throw new IndexOutOfBoundsException();
                bases[i] = memory.addressOf(offset, extentBytes(chunks));
            } catch (IndexOutOfBoundsException e) {
                throw directory.corrupt("chunk extent " + i + " would be at offset " + offset);
            }
            starts[i + 1] = starts[i] + chunks;
        }
        Extents learnt = new Extents(starts, bases);
        extents = learnt;
        return learnt;
    }

    private static long extentBytes(int chunks) {
        return wordsBytes(chunks) + (long) chunks * CHUNK_BYTES;
    }

    private static long wordsBytes(int chunks) {
        return ((long) chunks * Long.BYTES + LINE_BYTES - 1) & -LINE_BYTES;
    }

    /** The extents, if they have a chunk of that number. */
    private @Nullable Extents having(int chunk) {
        Extents known = extents;
        if (chunk >= 0 && chunk < known.count()) return known;
        Extents all = extents();
        return chunk >= 0 && chunk < all.count() ? all : null;
    }

    private long wordAddress(int chunk) {
        Extents known = having(chunk);
        if (known == null) throw directory.corrupt("an entry has chunk " + chunk + " of " + count());
        int extent = known.of(chunk);
        return known.bases[extent] + (long) (chunk - known.starts[extent]) * Long.BYTES;
    }

    /** The address of a chunk's bytes; -1 if there is no such chunk. */
    long address(int chunk) {
        Extents known = having(chunk);
        if (known == null) return -1;
        int extent = known.of(chunk);
        return known.bases[extent]
                + wordsBytes(known.sizeOf(extent))
                + (long) (chunk - known.starts[extent]) * CHUNK_BYTES;
    }

    /**
     * Takes chunks, for the owner of the map's lock.
     *
     * @param segmentOffset of the segment that will own them
     * @throws dev.shm.RegionSpaceException if there are not so many; then none is taken
     */
    int[] take(long segmentOffset, int wanted) {
        int[] taken = new int[wanted];
        int got = 0;
        boolean done = false;
        try {
            while (true) { // ends: each turn but the last adds chunks
                int count = count();
                int from = lookFrom < count ? lookFrom : 0;
                for (int i = 0; i < count && got < wanted; i++) {
                    int chunk = from + i < count ? from + i : from + i - count;
                    long word = wordAddress(chunk);
                    if (RawMemory.getLongAcquire(word) != 0) continue;
                    RawMemory.putLongRelease(word, segmentOffset); // C2
                    taken[got++] = chunk;
                    lookFrom = chunk + 1;
                }
                if (got == wanted) break;
                lookFrom = count;
                grow();
            }
            done = true;
        } finally {
            for (int i = 0; i < got && !done; i++) giveBack(taken[i], segmentOffset);
        }
        VarHandle.storeStoreFence(); // as I1 of Segments
        return taken;
    }

    private void grow() {
        Extents known = extents();
        int next = known.bases.length;
        if (next == MAX_CHUNK_EXTENTS) throw directory.corrupt("it has too many chunks");
        long bytes = extentBytes(chunksOf(known.count()));
        RegionObject extent =
                object.extent("chunks " + next, new RegionObjectSpec(EXTENT_KIND, VERSION, null, bytes, made -> {}));
        if (extent.bodyBytes() < bytes) throw directory.corrupt("its chunk extent " + next + " is too small");
        RawMemory.putLongRelease(body + CHUNK_EXTENT_TABLE + (long) next * Long.BYTES, extent.bodyOffset()); // C1
        RawMemory.putIntRelease(body + CHUNK_EXTENTS, next + 1); // C1
    }

    void giveBack(int chunk, long segmentOffset) {
        long word = wordAddress(chunk);
        if (RawMemory.getLongAcquire(word) == segmentOffset) RawMemory.putLongRelease(word, 0); // C3
    }

    /** Makes a chunk another segment's, for the owner of both. */
    void move(int chunk, long segmentOffset) {
        long word = wordAddress(chunk);
        if (RawMemory.getLongAcquire(word) != segmentOffset) RawMemory.putLongRelease(word, segmentOffset);
    }

    void sweep(long segmentOffset, IntPredicate isUsed) {
        int count = count();
        for (int chunk = 0; chunk < count; chunk++) {
            if (RawMemory.getLongAcquire(wordAddress(chunk)) == segmentOffset && !isUsed.test(chunk)) {
                giveBack(chunk, segmentOffset); // C4
            }
        }
    }

    /** The offset of the segment that owns a chunk; 0 if it is free. */
    long ownerOf(int chunk) {
        return RawMemory.getLongAcquire(wordAddress(chunk));
    }

    /** How many are free; near it while others take them. */
    int free() {
        int free = 0;
        int count = count();
        for (int chunk = 0; chunk < count; chunk++) if (ownerOf(chunk) == 0) free++;
        return free;
    }
}
