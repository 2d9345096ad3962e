package dev.shm.collections.internal.map;

import dev.shm.memory.RawMemory;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;

/**
 * Reads many structs in passes: says where the buckets of some keys are, loads them, says where their entries are,
 * loads these, then copies. A pass that loads does nothing else, so the processor has as many loads under way as it
 * can; reading one after the other, or loading and thinking by turns, waits for a few at a time. What is not found at
 * first sight is read by itself. Confined to one thread.
 */
public final class MapBatch {
    /** More would not be under way at once in any processor. */
    private static final int AT_A_TIME = 16;

    private final MapTable table;
    private final MapDirectory directory;
    private final Segments segments;
    private final boolean isWord;
    private final RecordFormat format;
    private final int lastWord;
    private final long[] hashes = new long[AT_A_TIME];
    private final long[] segmentsOf = new long[AT_A_TIME];
    private final long[] buckets = new long[AT_A_TIME];
    private final long[] words = new long[AT_A_TIME];
    private final long[] entries = new long[AT_A_TIME];

    MapBatch(MapTable table, MapDirectory directory, Segments segments, RecordFormat format) {
        this.table = table;
        this.directory = directory;
        this.segments = segments;
        this.format = format;
        this.isWord = format.form() == RecordFormat.WORD;
        this.lastWord = Math.max(0, format.structBytes() - Long.BYTES);
    }

    /**
     * Copies structs out, each as {@link MapTable#get} does.
     *
     * @param keys words, or absolute addresses of images
     * @param targets absolute addresses of private memory, one for each key
     * @param found is told which keys are there
     * @return how many
     */
    public int get(long[] keys, int count, long[] targets, boolean[] found) {
        int all = 0;
        for (int from = 0; from < count; from += AT_A_TIME) {
            int size = Math.min(AT_A_TIME, count - from);
            table.memory().checkReadable();
            findBuckets(keys, from, size);
            loadBuckets(size);
            findEntries(size);
            loadEntries(size);
            all += copy(keys, from, size, targets, found);
        }
        Reference.reachabilityFence(table);
        return all;
    }

    private void findBuckets(long[] keys, int from, int size) {
        for (int i = 0; i < size; i++) {
            long hash = isWord ? table.hashOfWord(keys[from + i]) : table.hashOfImage(keys[from + i]);
            long segment =
                    directory.segment(RawMemory.getLongAcquire(directory.entryAddress(MapHash.locator(hash)))); // L1
            hashes[i] = hash;
            segmentsOf[i] = segment;
            buckets[i] = segments.bucketAddress(segment, MapHash.bucket(hash, segments.buckets));
        }
    }

    private void loadBuckets(int size) {
        for (int i = 0; i < size; i++) words[i] = RawMemory.getLong(buckets[i]);
        VarHandle.acquireFence(); // L2
    }

    /** The address of each entry; that of the bucket, where nothing is found, so that it can be loaded all the same. */
    private void findEntries(int size) {
        for (int i = 0; i < size; i++) {
            int tag = MapHash.tag(hashes[i]);
            long entry = segments.firstMatch(segmentsOf[i], buckets[i], words[i], tag);
            if (entry == 0 && SegmentLayout.reach(words[i]) > 0) entry = findFurther(i, tag);
            entries[i] = entry == 0 ? buckets[i] : entry;
        }
    }

    /** Both ends of each. */
    private void loadEntries(int size) {
        long sum = 0;
        for (int i = 0; i < size; i++) sum += RawMemory.getLong(entries[i]) + RawMemory.getLong(entries[i] + lastWord);
        loaded = sum;
    }

    /** Kept, so that the JIT keeps the loads that make it. */
    @SuppressWarnings("UnusedVariable")
    private long loaded;

    private long findFurther(int i, int tag) {
        long entry = 0;
        int bucket = MapHash.bucket(hashes[i], segments.buckets);
        for (int left = SegmentLayout.reach(words[i]); entry == 0 && left > 0; left--) {
            bucket = segments.after(bucket);
            buckets[i] = segments.bucketAddress(segmentsOf[i], bucket);
            words[i] = RawMemory.getLongAcquire(buckets[i]); // L2
            entry = segments.firstMatch(segmentsOf[i], buckets[i], words[i], tag);
        }
        return entry;
    }

    private int copy(long[] keys, int from, int size, long[] targets, boolean[] found) {
        int all = 0;
        for (int i = 0; i < size; i++) {
            long key = keys[from + i];
            long entry = entries[i];
            long target = targets[from + i];
            boolean there = false;
            if (entry != buckets[i] && (isWord ? format.word(entry) == key : format.hasKeyOf(entry, key))) {
                RawMemory.copy(entry, target, format.structBytes()); // L3
                there = MapReader.isSame(buckets[i], words[i]); // L4
            }
            if (!there) there = table.get(hashes[i], isWord ? key : 0, isWord ? 0 : key, target);
            found[from + i] = there;
            if (there) all++;
        }
        return all;
    }
}
