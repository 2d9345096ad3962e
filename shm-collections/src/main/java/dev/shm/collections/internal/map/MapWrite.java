package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.SegmentLayout.*;

import dev.shm.RegionSpaceException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.WordLocks;
import java.lang.ref.Reference;
import java.util.function.LongConsumer;

/**
 * One change of one entry: begin, look, make a draft and commit it, or remove; end. Confined to its thread, which may
 * use it again and again. Between begin and end the thread holds the lock of the key's segment; {@link Segments} has
 * the steps, and what a death after each leaves.
 *
 * <pre>{@code
 * MapWrite write = table.write();
 * write.begin(table.hashOfWord(42), 42, 0);
 * try {
 *     fill(write.draft());
 *     write.commit();
 * } finally {
 *     write.end();
 * }
 * }</pre>
 */
public final class MapWrite {
    private static final int NONE = -1;

    /** Of a key that was put: where it is, is asked again if anybody wants to know. */
    private static final int LOOK_AGAIN = -2;

    private static final int[] NO_CHUNKS = {};

    /** Far more splits than can come between looking a segment up and locking it. */
    private static final int MAX_LOOKS = 1 << 20;

    private final MemoryScope memory;
    private final RegionObject object;
    private final long recoveries;
    private final MapDirectory directory;
    private final Segments segments;
    private final MapChange change;
    private final MapReader reader;
    private final WordLocks locks;
    private final ByteEntries entries;

    private boolean open;
    private long hash;
    private long word;
    private long image;
    private long segment;
    private int found;
    private int draft = NONE;
    private int draftUnits;
    private int[] draftChunks = NO_CHUNKS;

    /** Whether something is half done that only the next owner of the lock can make right. */
    private boolean unsound;

    MapWrite(
            RegionObject object,
            MapDirectory directory,
            Segments segments,
            MapChange change,
            MapReader reader,
            ByteEntries entries) {
        this.memory = object.memory();
        this.object = object;
        this.recoveries = memory.addressOf(object.bodyOffset(), MapLayout.BODY_BYTES) + MapLayout.RECOVERIES;
        this.directory = directory;
        this.segments = segments;
        this.change = change;
        this.reader = reader;
        this.entries = entries;
        this.locks = object.wordLocks();
    }

    /**
     * Locks the segment of a key and finds it.
     *
     * @param keyWord the key, where it is a word
     * @param keyImage absolute address of a private struct with the key's parts, where it has these; stays valid until
     *     the end
     * @throws IllegalStateException if this thread is in a change already
     */
    public void begin(long keyHash, long keyWord, long keyImage) {
        if (open) throw nested();
        lock(MapHash.locator(keyHash));
        open = true;
        hash = keyHash;
        word = keyWord;
        image = keyImage;
        unsound = true; // if finding fails, the segment is damaged
        try {
            found = segments.find(segment, hash, word, image);
            unsound = false;
        } finally {
            if (unsound) end();
        }
    }

    /** Locks the segment in which the keys of a locator are. */
    private void lock(int locator) {
        memory.checkWritable();
        for (int look = 0; look < MAX_LOOKS; look++) {
            long entryAddress = directory.entryAddress(locator);
            long entry = RawMemory.getLongAcquire(entryAddress);
            segment = directory.segment(entry);
            if (reader.isOf(segment, locator)) {
                if (lockSegment(segment, locator)) return;
            } else if (look > 0 && RawMemory.getLongVolatile(entryAddress) == entry && !reader.isOf(segment, locator)) {
                if (RawMemory.getLongVolatile(entryAddress) == entry)
                    throw directory.corrupt("its directory is damaged");
            }
        }
        throw directory.corrupt("its directory leads to other segments all the time");
    }

    /** Locks a segment, and makes right what a dead owner left; false if it is by then one for other keys. */
    boolean lockSegment(long at, int locator) {
        boolean damaged = locks.lock(at + LOCK);
        boolean kept = false;
        try {
            if (damaged) {
                change.recover(); // first: a change under way may be what the owner died in
                if (RawMemory.getInt(at + STATE) == IN_USE) {
                    segments.rebuild(at);
                    segments.sweepChunks(at);
                }
                RawMemory.getAndAddLong(recoveries, 1);
                damaged = false;
            }
            kept = reader.isOf(at, locator);
            return kept;
        } finally {
            if (!kept) locks.unlock(at + LOCK, !damaged);
        }
    }

    /** Whether the key is there. */
    public boolean isPresent() {
        return found() >= 0;
    }

    /** The absolute address of the present entry. Not to be written; it stays until the end. */
    public long current() {
        checkOpen();
        if (found() < 0) throw new IllegalStateException("the key is not there");
        return segments.entryAt(segment, found);
    }

    /**
     * Makes room for a struct that will take the place of the present one, or be new; nobody else sees it. Its bytes
     * are whatever was there before.
     *
     * @return its absolute address
     * @throws RegionSpaceException if there is no room; the map is unchanged and usable
     */
    public long draft() {
        return draft(1);
    }

    /** As {@link #draft()}, of so many units. */
    long draft(int unitCount) {
        checkOpen();
        forgetDraft();
        found();
        unsound = true;
        try {
            while (true) { // ends: each turn but the last splits, and depth has an end
                boolean placed = found >= 0 || segments.bucketFor(segment, hash) >= 0;
                int unit = placed ? segments.takeUnits(segment, unitCount, found < 0) : NONE;
                if (unit >= 0) {
                    draft = unit;
                    draftUnits = unitCount;
                    unsound = false;
                    return segments.unitAddress(segment, unit);
                }
                if (!change.isSplittable(segment, hash)) {
                    unsound = false;
                    throw crowded();
                }
                split();
            }
        } catch (RegionSpaceException e) {
            unsound = false;
            throw e;
        }
    }

    /**
     * Publishes a value of any length, in the place of the present one or as a new one.
     *
     * @param value absolute address, private
     * @throws IllegalArgumentException if key and value are larger than an entry can be
     * @throws RegionSpaceException if there is no room; the map is unchanged and usable
     */
    public void putBytes(long value, int valueBytes) {
        long both = word + valueBytes;
        if (both > entries.maxEntryBytes()) {
            throw new IllegalArgumentException(
                    "map '" + object.name() + "': a key of " + word + " bytes and a value of " + valueBytes
                            + " are too large together, the most are " + entries.maxEntryBytes());
        }
        long entry = draft(segments.unitsFor(both));
        int count = entries.chunksFor(both);
        if (count > 0) draftChunks = change.takeChunks(segment, count);
        entries.write(entry, hash, image, (int) word, value, valueBytes, draftChunks);
        draftChunks = NO_CHUNKS; // if this thread fails from here on, the next owner of the lock sweeps
        commit();
    }

    /** Copies the present value of any length out; its length. */
    public int valueBytes(PrivateBytes target) {
        long entry = current();
        long both = entries.keyAndValueBytes(entry);
        long bytes = both - word;
        if (bytes < 0
                || !entries.endsBefore(entry, both, segments.end(segment))
                || !entries.copyOut(entry, both, word, bytes, target.reserve(bytes))) {
            throw directory.corrupt("an entry has sizes that cannot be, or chunks that there are not");
        }
        return (int) bytes;
    }

    private void split() {
        long old = segment;
        long made = change.split(old);
        boolean inNew = reader.isOf(made, MapHash.locator(hash));
        segment = inNew ? made : old;
        locks.unlock((inNew ? old : made) + LOCK, true);
        found = segments.find(segment, hash, word, image);
    }

    /** Publishes the draft by one store. Its key must be the one that this change was begun with. */
    public void commit() {
        if (draft < 0) throw new IllegalStateException("there is no draft");
        memory.checkWritable();
        unsound = true;
        int unit = draft;
        draft = NONE;
        if (found >= 0) {
            segments.replace(segment, found, hash, unit);
        } else {
            segments.insert(segment, segments.bucketFor(segment, hash), hash, unit);
        }
        found = LOOK_AGAIN;
        unsound = false;
    }

    private void checkOpen() {
        if (!open) throw new IllegalStateException("map '" + object.name() + "': no change has begun");
    }

    /** Where the key is now; -1 if it is not there. */
    private int found() {
        if (found == LOOK_AGAIN) found = segments.find(segment, hash, word, image);
        return found;
    }

    /** Removes the present entry. */
    public void remove() {
        current();
        memory.checkWritable();
        forgetDraft();
        unsound = true;
        segments.remove(segment, found);
        found = NONE;
        unsound = false;
    }

    /** Ends the change, and forgets a draft that was not committed. Must be called once after each begin. */
    public void end() {
        if (!open) return;
        try {
            if (!unsound) forgetDraft();
        } finally {
            draft = NONE;
            open = false;
            locks.unlock(segment + LOCK, !unsound);
            Reference.reachabilityFence(this);
        }
    }

    /** Does something to the segment in which a locator is, under its lock; returns the depth of that. */
    int locked(int locator, LongConsumer action) {
        if (open) throw nested();
        lock(locator);
        boolean done = false;
        try {
            action.accept(segment);
            int depth = RawMemory.getInt(segment + SegmentLayout.DEPTH);
            done = true;
            return depth;
        } finally {
            locks.unlock(segment + LOCK, done);
        }
    }

    private RegionSpaceException crowded() {
        return new RegionSpaceException(
                "map '" + object.name() + "': needed room for one more key with the same hash, free"
                        + " none. Its other keys with that hash fill all places that it may go to; the map is unchanged. Remove"
                        + " some of them");
    }

    private IllegalStateException nested() {
        return new IllegalStateException("map '" + object.name() + "': this thread is in the middle of a change of it:"
                + " code that is called with an entry must not change its map");
    }

    private void forgetDraft() {
        if (draft < 0) return;
        int unit = draft;
        draft = NONE;
        unsound = true;
        segments.releaseUnits(segment, unit, draftUnits);
        segments.giveBack(segment, draftChunks);
        draftChunks = NO_CHUNKS;
        unsound = false;
    }
}
