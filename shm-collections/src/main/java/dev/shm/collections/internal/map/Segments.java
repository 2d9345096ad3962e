package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.memory.RawMemory;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * What the owner of a segment's lock does to its buckets. Stateless but for the map's geometry: a segment is an
 * address.
 *
 * <pre>
 * Insert, under the segment's lock                     A crash after the step leaves
 *   I1 take units; fence; plain entry                  units that the next owner of the lock finds free
 *   I2 not in its own bucket: release its own bucket's a reader that looks at a bucket more than it must
 *      word with a longer reach
 *   I3 plain unit number and tag, in a free place      the same: nobody looks at a place that is not occupied
 *   I4 release the bucket's word, the place occupied   the entry
 * Replace
 *   R1 as I1 and I3, in the same bucket                as there
 *   R2 release the bucket's word: the new place        the new entry in the place of the old
 *      occupied, the old one not
 *   R3 fence; forget the old place's tag, which is     a tag that makes a reader look twice; units that the next
 *      the new one's too; give its units back           owner of the lock finds free
 * Remove
 *   M1 release the bucket's word, the place free       no entry
 *   M2 fence; forget its tag; give its units back      as R3
 * </pre>
 *
 * <p>I4, R2 and M1 pair with the acquiring loads of {@link MapReader}. The fence in I1 keeps the stores into units that
 * were given back behind the word that gave them back, by which a reader finds that what it copies is gone; those in R3
 * and M2 keep a tag until its place is free.
 */
final class Segments {
    final int buckets;
    final int units;
    final int unitBytes;
    final long segmentBytes;
    final long bucketsAt;
    final long unitsAt;
    private final RecordFormat format;
    private final MapGeometry geometry;
    private final MapDirectory directory;
    private final SegmentUnits used;
    private final ByteEntries entries;
    private final MapChunks chunks;

    Segments(MapGeometry geometry, RecordFormat format, MapDirectory directory, MapChunks chunks, ByteEntries entries) {
        this.geometry = geometry;
        this.buckets = geometry.buckets();
        this.units = geometry.units();
        this.unitBytes = geometry.unitBytes();
        this.segmentBytes = geometry.segmentBytes();
        this.bucketsAt = SegmentLayout.buckets(units);
        this.unitsAt = SegmentLayout.units(units, buckets);
        this.format = format;
        this.directory = directory;
        this.used = new SegmentUnits(units);
        this.chunks = chunks;
        this.entries = entries;
    }

    long bucketAddress(long segment, int bucket) {
        return segment + bucketsAt + (long) bucket * BUCKET_BYTES;
    }

    /** The address of a unit. */
    long unitAddress(long segment, int unit) {
        return segment + unitsAt + (long) unit * unitBytes;
    }

    /** Where the units of a segment end. */
    long end(long segment) {
        return unitAddress(segment, units);
    }

    /** Where the entry of a place begins; untrusted, and -1 if that is nowhere. */
    int unitAt(long bucket, int place) {
        int unit = RawMemory.getShort(bucket + PLACES + place * (long) Short.BYTES) & 0xFFFF;
        return unit < units ? unit : -1;
    }

    /** The bits of a bucket's tags that are where a tag is, the highest of each byte. */
    static long matches(long tags, int tag) {
        long different = tags ^ tag * 0x0101_0101_0101_0101L;
        long low = (different & 0x7F7F_7F7F_7F7F_7F7FL) + 0x7F7F_7F7F_7F7F_7F7FL;
        return ~(low | different | 0x7F7F_7F7F_7F7F_7F7FL);
    }

    /** The address of the first entry of a bucket that has a tag; 0 if there is none, or it would be nowhere. */
    long firstMatch(long segment, long bucket, long word, int tag) {
        long matches = matches(RawMemory.getLong(bucket + TAGS), tag);
        if (matches == 0) return 0;
        int place = Long.numberOfTrailingZeros(matches) >>> 3;
        int unit = RawMemory.getShort(bucket + PLACES + place * (long) Short.BYTES) & 0xFFFF;
        return (word >>> place & 1) == 0 || unit >= units ? 0 : unitAddress(segment, unit);
    }

    /** Whether the entry at an address has a key. What it is may be changing. */
    boolean hasKey(long segment, long entry, long hash, long word, long image) {
        return switch (format.form()) {
            case RecordFormat.WORD -> format.word(entry) == word;
            case RecordFormat.PARTS -> format.hasKeyOf(entry, image);
            default -> entries.hasKey(entry, end(segment), hash, word, image);
        };
    }

    long hashOf(long entry) {
        return format.isVariable()
                ? RawMemory.getLong(entry + ENTRY_HASH)
                : format.hash(entry, geometry.seed(), geometry.secondSeed());
    }

    /** How many units an entry takes; -1 if it says what cannot be. */
    int unitsOf(long entry) {
        if (!format.isVariable()) return 1;
        long bytes = entries.keyAndValueBytes(entry);
        return bytes < 0 ? -1 : unitsFor(bytes);
    }

    /** How many units an entry of so many bytes of key and value takes. */
    int unitsFor(long keyAndValueBytes) {
        return (int) ((entries.bytesFor(keyAndValueBytes) + unitBytes - 1) / unitBytes);
    }

    /** Units of a segment that are free. */
    int freeUnits(long segment) {
        return used.free(segment);
    }

    /** How many buckets the entries of one are behind their own, together; near it while it is written. */
    long distances(long segment, int bucket) {
        long sum = 0;
        long address = bucketAddress(segment, bucket);
        int occupied = occupied(RawMemory.getLongAcquire(address));
        for (; occupied != 0; occupied &= occupied - 1) {
            int unit = unitAt(address, Integer.numberOfTrailingZeros(occupied));
            if (unit < 0) continue;
            sum += distance(MapHash.bucket(hashOf(unitAddress(segment, unit)), buckets), bucket);
        }
        return sum;
    }

    /** How far a bucket is behind another. */
    int distance(int home, int bucket) {
        return bucket >= home ? bucket - home : bucket - home + buckets;
    }

    /** Finds the key of an entry. */
    int findSame(long segment, long entry, long hash) {
        return switch (format.form()) {
            case RecordFormat.WORD -> find(segment, hash, format.word(entry), 0);
            case RecordFormat.PARTS -> find(segment, hash, 0, entry);
            default -> findSameBytes(segment, entry, hash);
        };
    }

    private int findSameBytes(long segment, long entry, long hash) {
        int keyBytes = RawMemory.getInt(entry + ENTRY_KEY_BYTES);
        long both = entries.keyAndValueBytes(entry); // looks once more, and it may be another by now
        if (keyBytes < 0 || keyBytes > both || !entries.endsBefore(entry, both, end(segment))) return -1;
        PrivateBytes key = new PrivateBytes();
        long image = key.reserve(keyBytes);
        if (!entries.copyOut(entry, both, 0, keyBytes, image)) return -1;
        return find(segment, hash, keyBytes, image);
    }

    /** Finds a key: bucket times places plus place, -1 if it is not there. */
    int find(long segment, long hash, long word, long image) {
        int home = MapHash.bucket(hash, buckets);
        int reach = reach(RawMemory.getLong(bucketAddress(segment, home)));
        for (int i = 0, bucket = home; i <= reach; i++, bucket = after(bucket)) {
            long address = bucketAddress(segment, bucket);
            int occupied = occupied(RawMemory.getLong(address));
            long matches = matches(RawMemory.getLong(address + TAGS), MapHash.tag(hash));
            for (; matches != 0; matches &= matches - 1) {
                int place = Long.numberOfTrailingZeros(matches) >>> 3;
                if ((occupied >>> place & 1) == 0) continue;
                if (hasKey(segment, entryAt(segment, address, place), hash, word, image))
                    return bucket * BUCKET_PLACES + place;
            }
        }
        return -1;
    }

    int after(int bucket) {
        return bucket + 1 == buckets ? 0 : bucket + 1;
    }

    /** The address of the entry in an occupied place. */
    long entryAt(long segment, long bucket, int place) {
        int unit = unitAt(bucket, place);
        if (unit < 0) throw directory.corrupt("an entry would be behind the end of its segment");
        long entry = unitAddress(segment, unit);
        if (format.isVariable()) {
            int count = unitsOf(entry);
            if (count < 0 || unit + count > units)
                throw directory.corrupt("an entry reaches behind the end of its segment");
        }
        return entry;
    }

    /** The address of the entry that {@link #find} found. */
    long entryAt(long segment, int found) {
        return entryAt(segment, bucketAddress(segment, found / BUCKET_PLACES), found % BUCKET_PLACES);
    }

    /** Takes units for a draft; -1 if there are none, or if they are the last and needed for replacing. */
    int takeUnits(long segment, int count, boolean forNewKey) {
        if (forNewKey && !format.isVariable() && used.free(segment) <= 1) return -1;
        int unit = used.take(segment, count); // I1
        if (unit < 0 || unit > units - count) return -1;
        VarHandle.storeStoreFence();
        return unit;
    }

    void releaseUnits(long segment, int unit, int count) {
        used.release(segment, unit, count);
    }

    /** The bucket that a new key goes to; -1 if all that it may go to are full. */
    int bucketFor(long segment, long hash) {
        int bucket = MapHash.bucket(hash, buckets);
        for (int i = 0; i <= MAX_REACH && i < buckets; i++, bucket = after(bucket)) {
            if (hasRoom(segment, bucket)) return bucket;
        }
        return -1;
    }

    /** Publishes an entry under a key that is not there, in the bucket that {@link #bucketFor} said. */
    void insert(long segment, int bucket, long hash, int unit) {
        int home = MapHash.bucket(hash, buckets);
        int distance = distance(home, bucket);
        long homeAddress = bucketAddress(segment, home);
        long homeWord = RawMemory.getLong(homeAddress);
        if (distance > reach(homeWord)) {
            long longer = (homeWord & ~REACH_MASK) | (long) distance << REACH_SHIFT;
            RawMemory.putLongRelease(homeAddress, longer + VERSION_ONE); // I2
        }
        put(bucketAddress(segment, bucket), hash, unit, 0); // I3, I4
        RawMemory.putInt(segment + LIVE, RawMemory.getInt(segment + LIVE) + 1);
    }

    /** Publishes an entry in the place of the one that was found. */
    void replace(long segment, int found, long hash, int unit) {
        long bucket = bucketAddress(segment, found / BUCKET_PLACES);
        int place = found % BUCKET_PLACES;
        int old = unitAt(bucket, place);
        int count = unitsOf(unitAddress(segment, old));
        put(bucket, hash, unit, 1L << place); // R1, R2
        forgetTag(bucket, place); // R3
        releaseChunks(segment, old);
        used.release(segment, old, count); // R3
    }

    /** Removes the entry that was found. */
    void remove(long segment, int found) {
        long bucket = bucketAddress(segment, found / BUCKET_PLACES);
        int place = found % BUCKET_PLACES;
        int old = unitAt(bucket, place);
        int count = unitsOf(unitAddress(segment, old));
        long word = RawMemory.getLong(bucket + WORD);
        RawMemory.putLongRelease(bucket + WORD, (word & ~(1L << place)) + VERSION_ONE); // M1
        forgetTag(bucket, place); // M2
        releaseChunks(segment, old);
        used.release(segment, old, count); // M2
        RawMemory.putInt(segment + LIVE, RawMemory.getInt(segment + LIVE) - 1);
    }

    /** Gives the chunks of an entry back that no place leads to any more. */
    private void releaseChunks(long segment, int unit) {
        if (!format.isVariable()) return;
        long offset = directory.offsetOf(segment);
        entries.forEachChunk(unitAddress(segment, unit), chunk -> chunks.giveBack(chunk, offset));
    }

    /** Gives chunks of a draft back. */
    void giveBack(long segment, int[] draftChunks) {
        for (int chunk : draftChunks) chunks.giveBack(chunk, directory.offsetOf(segment));
    }

    /** Each chunk of each entry of a segment, for the owner of its lock. */
    void forEachChunk(long segment, IntConsumer action) {
        if (!format.isVariable() || chunks.count() == 0) return;
        IntConsumer checked = chunk -> {
            if (chunks.address(chunk) < 0) throw directory.corrupt("an entry has chunk " + chunk);
            action.accept(chunk);
        };
        for (int i = 0; i < buckets; i++) {
            long bucket = bucketAddress(segment, i);
            int occupied = occupied(RawMemory.getLong(bucket + WORD));
            for (; occupied != 0; occupied &= occupied - 1) {
                entries.forEachChunk(entryAt(segment, bucket, Integer.numberOfTrailingZeros(occupied)), checked);
            }
        }
    }

    /** Makes the chunks of all entries of a segment its own. */
    void adoptChunks(long segment) {
        long offset = directory.offsetOf(segment);
        forEachChunk(segment, chunk -> chunks.move(chunk, offset));
    }

    /** Gives chunks of a segment back that no entry of it has, as a death leaves them. */
    void sweepChunks(long segment) {
        if (!format.isVariable() || chunks.count() == 0) return;
        chunks.sweep(directory.offsetOf(segment), chunksOf(segment)::get);
    }

    /** The chunks of all entries of a segment. */
    BitSet chunksOf(long segment) {
        BitSet all = new BitSet();
        forEachChunk(segment, all::set);
        return all;
    }

    /** Takes all entries out. */
    void clear(long segment) {
        BitSet before = chunksOf(segment);
        clearBuckets(segment);
        rebuild(segment);
        long offset = directory.offsetOf(segment);
        before.stream().forEach(chunk -> chunks.giveBack(chunk, offset));
    }

    private void put(long bucket, long hash, int unit, long freed) {
        long word = RawMemory.getLong(bucket + WORD);
        int place = Integer.numberOfTrailingZeros(~occupied(word));
        if (place >= BUCKET_PLACES) throw directory.corrupt("a bucket has no free place");
        RawMemory.putShort(bucket + PLACES + place * (long) Short.BYTES, (short) unit); // I3
        RawMemory.putByte(bucket + TAGS + place, (byte) MapHash.tag(hash));
        RawMemory.putLongRelease(bucket + WORD, ((word & ~freed) | 1L << place) + VERSION_ONE); // I4, R2
    }

    /** Sooner than the word that freed its place, it would hide an entry that is there. */
    private static void forgetTag(long bucket, int place) {
        VarHandle.storeStoreFence();
        RawMemory.putByte(bucket + TAGS + place, (byte) 0);
    }

    /** Makes a segment of memory that is in no directory: empty, and locked by nobody. */
    void format(long segment, int prefix, int depth) {
        clearBuckets(segment);
        RawMemory.putLong(segment + SELF, self(directory.offsetOf(segment)));
        RawMemory.putInt(segment + PREFIX, prefix);
        RawMemory.putInt(segment + SegmentLayout.DEPTH, depth);
        RawMemory.putInt(segment + LIVE, 0);
        RawMemory.putLong(segment + NEXT_FREE, 0);
        RawMemory.putInt(segment + STATE, IN_USE);
        used.reset(segment);
    }

    /**
     * Takes every entry out, bucket by bucket; versions go on. Reach is shortened when nothing is left to be reached.
     */
    void clearBuckets(long segment) {
        clearBuckets(segment, OCCUPIED_MASK);
        clearBuckets(segment, REACH_MASK);
    }

    private void clearBuckets(long segment, long bits) {
        for (int i = 0; i < buckets; i++) {
            long bucket = bucketAddress(segment, i);
            long word = RawMemory.getLong(bucket + WORD);
            if ((word & bits) != 0) RawMemory.putLongRelease(bucket + WORD, (word & ~bits) + VERSION_ONE);
        }
    }

    /** Makes anew from the buckets what is not committed. */
    void rebuild(long segment) {
        used.reset(segment);
        int live = 0;
        for (int i = 0; i < buckets; i++) {
            long bucket = bucketAddress(segment, i);
            int occupied = occupied(RawMemory.getLong(bucket + WORD));
            for (; occupied != 0; occupied &= occupied - 1, live++) {
                int place = Integer.numberOfTrailingZeros(occupied);
                long entry = entryAt(segment, bucket, place);
                if (!used.claim(segment, unitAt(bucket, place), unitsOf(entry))) {
                    throw directory.corrupt("two entries share a unit");
                }
            }
        }
        RawMemory.putInt(segment + LIVE, live);
    }

    boolean hasRoom(long segment, int bucket) {
        return Integer.bitCount(occupied(RawMemory.getLong(bucketAddress(segment, bucket)))) < BUCKET_LIVE;
    }
}
