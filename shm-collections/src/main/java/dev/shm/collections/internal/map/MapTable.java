package dev.shm.collections.internal.map;

import static dev.shm.collections.internal.map.MapLayout.*;

import dev.shm.SharedRegion;
import dev.shm.collections.internal.PerThread;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.spi.WordLocks;
import dev.shm.struct.StructLayout;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map in one attachment, shared by all handles that this attachment has on it. It knows no types: keys are words or
 * images, as its {@link RecordFormat} says, and entries are bytes at addresses. Any thread may call any method.
 */
public final class MapTable {
    /** How large the region of a map may grow unless its user says otherwise: address space only. */
    public static final long USUAL_MAX_BYTES = 64L << 30;

    private final RegionObject object;
    private final MemoryScope memory;
    private final RecordFormat format;
    private final MapGeometry geometry;
    private final MapDirectory directory;
    private final Segments segments;
    private final MapChunks chunks;
    private final ByteEntries entries;
    private final MapChange change;
    private final MapReader reader;
    private final long body;
    private final PerThread<MapWrite> writes;
    private int handles;

    private MapTable(RegionObject object, RecordFormat format, MapGeometry geometry) {
        this.object = object;
        this.memory = object.memory();
        this.format = format;
        this.geometry = geometry;
        this.body = memory.addressOf(object.bodyOffset(), BODY_BYTES);
        this.directory = new MapDirectory(object, geometry.segmentBytes());
        this.chunks = new MapChunks(object, directory);
        this.entries = new ByteEntries(chunks, geometry.segmentBytes());
        this.segments = new Segments(geometry, format, directory, chunks, entries);
        MapSpace space = new MapSpace(object, directory, geometry.segmentBytes());
        this.change = new MapChange(object, directory, space, segments, chunks);
        this.reader = new MapReader(object, directory, segments, entries, format);
        this.writes = new PerThread<>(() -> new MapWrite(object, directory, segments, change, reader, entries));
        object.addHolder(() -> new MapWalk(directory, segments).holdsLock(object.wordLocks(), body + LOCK));
    }

    /**
     * Creates a map in a region of its own.
     *
     * @param layout of what it holds; null if that is no struct
     * @param maxBytes how large the region may grow
     */
    public static MapTable create(String name, @Nullable StructLayout layout, RecordFormat format, long maxBytes) {
        return create(name, layout, format, maxBytes, newGeometry(format));
    }

    static MapTable create(
            String name, @Nullable StructLayout layout, RecordFormat format, long maxBytes, MapGeometry geometry) {
        return opened(RegionObject.create(name, spec(layout, geometry), maxBytes), format);
    }

    /** Joins or creates a map in a region of its own. */
    public static MapTable openOrCreate(
            String name, @Nullable StructLayout layout, RecordFormat format, long maxBytes) {
        return opened(RegionObject.openOrCreate(name, spec(layout, newGeometry(format)), maxBytes), format);
    }

    /** Joins a map in a region of its own. */
    public static MapTable open(String name, @Nullable StructLayout layout, RecordFormat format) {
        return opened(RegionObject.open(name, KIND, VERSION, layout), format);
    }

    /** Joins a map in a region of its own, to read only. */
    public static MapTable openReadOnly(String name, @Nullable StructLayout layout, RecordFormat format) {
        return opened(RegionObject.openReadOnly(name, KIND, VERSION, layout), format);
    }

    /** Joins or creates a map as a named object of a region. */
    public static MapTable in(SharedRegion region, String name, @Nullable StructLayout layout, RecordFormat format) {
        return opened(RegionObject.in(region, name, spec(layout, newGeometry(format))), format);
    }

    private static MapGeometry newGeometry(RecordFormat format) {
        SecureRandom random = new SecureRandom();
        return MapGeometry.of(format, random.nextLong(), random.nextLong());
    }

    private static RegionObjectSpec spec(@Nullable StructLayout layout, MapGeometry geometry) {
        long firstSegment = BODY_BYTES;
        return new RegionObjectSpec(KIND, VERSION, layout, firstSegment + geometry.segmentBytes(), made -> {
            geometry.write(made);
            long offset = made.bodyOffset() + firstSegment;
            long body = made.memory().addressOf(made.bodyOffset(), firstSegment);
            // The first segment is memory that is all zero: an empty one but for what it is.
            long segment = made.memory().addressOf(offset, geometry.segmentBytes());
            RawMemory.putLong(segment + SegmentLayout.SELF, SegmentLayout.self(offset));
            RawMemory.putInt(segment + SegmentLayout.STATE, SegmentLayout.IN_USE);
            RawMemory.putLong(body + NEXT_SEGMENT, offset + geometry.segmentBytes());
            RawMemory.putLong(body + MADE, made(1, offset + geometry.segmentBytes()));
            MapDirectory.format(body, offset);
        });
    }

    private static MapTable opened(RegionObject object, RecordFormat format) {
        try {
            MapGeometry geometry = MapGeometry.read(object, format);
            MapTable table = object.companion(MapTable.class, made -> new MapTable(made, format, geometry));
            table.opened();
            return table;
        } catch (Throwable e) {
            object.close();
            throw e;
        }
    }

    private synchronized void opened() {
        handles++;
    }

    /** Takes a handle away. With the last goes a region of the map's own. */
    public synchronized void close() {
        if (--handles > 0 || !memory.isReadable()) return;
        object.close();
    }

    public String name() {
        return object.name();
    }

    /** The memory that drafts and entries are in, to bind flyweights to. */
    public MemoryScope memory() {
        return memory;
    }

    MapChunks chunks() {
        return chunks;
    }

    MapChange change() {
        return change;
    }

    MapReader reader() {
        return reader;
    }

    WordLocks locks() {
        return object.wordLocks();
    }

    /** Where the map's own bytes begin, in {@link #memory}. */
    long bodyOffset() {
        return object.bodyOffset();
    }

    /** The hash of a key that is a word. */
    public long hashOfWord(long word) {
        return MapHash.ofWord(word, geometry.seed(), geometry.secondSeed());
    }

    /** The hash of the key in a struct, or in an image of one. */
    public long hashOfImage(long struct) {
        return format.hash(struct, geometry.seed(), geometry.secondSeed());
    }

    /** The hash of a key that is bytes. */
    public long hashOfBytes(long address, long sizeBytes) {
        return MapHash.ofBytes(address, sizeBytes, geometry.seed(), geometry.secondSeed());
    }

    /**
     * Copies the struct of a key out: it was there, whole, at a moment of the call. Takes no lock and stores
     * nothing in the region, unless {@link MapReader} has looked many times in vain.
     *
     * @param word the key, where it is a word
     * @param image absolute address of a private struct with the key's parts, where it has these
     * @param target absolute address of private memory of a struct's size; holds anything if the key is not there
     * @return whether the key is there
     */
    public boolean get(long hash, long word, long image, long target) {
        return reader.get(hash, word, image, target);
    }

    /**
     * Copies the value of a key that is bytes out: it was there, whole, at a moment of the call. Takes no lock and
     * stores nothing in the region, unless {@link MapReader} has looked many times in vain.
     *
     * @param key absolute address of the key, private
     * @return bytes of the value; -1 if the key is not there
     */
    public int getBytes(long hash, long key, int keyBytes, PrivateBytes target) {
        return reader.getBytes(hash, key, keyBytes, target);
    }

    /** The most bytes that a key and its value have together, where they are of any length. */
    public long maxEntryBytes() {
        return entries.maxEntryBytes();
    }

    /** What reads many keys at a time; for one thread. */
    public MapBatch batch() {
        return new MapBatch(this, directory, segments, format);
    }

    /** The calling thread's change: one, whichever handle it uses, so that a change in a change is found. */
    public MapWrite write() {
        return writes.get();
    }

    /** A walk over the entries. */
    public MapCursor cursor() {
        return new MapCursor(memory, directory, segments, reader, entries, format.isVariable());
    }

    /** How many entries there are: exact while nobody writes, else somewhere near. */
    public long size() {
        memory.checkReadable();
        long size = new MapWalk(directory, segments).live();
        memory.checkReadable();
        return size;
    }

    /** Removes all entries, segment by segment: what is put meanwhile may stay. */
    public void clear() {
        forEachSegment(segments::clear);
    }

    /**
     * Merges segments that are nearly empty, so that others can use them; how many. Others read and write meanwhile,
     * and wait for one merge at a time.
     */
    public int compact() {
        AtomicInteger merges = new AtomicInteger();
        int before;
        do { // ends: there are fewer segments each time
            before = merges.get();
            forEachSegment(segment -> {
                if (change.tryMerge(segment)) merges.incrementAndGet();
            });
        } while (merges.get() > before);
        return merges.get();
    }

    /**
     * Looks for what is wrong, segment by segment and under their locks; what a dead process left is made right first.
     *
     * @return what no working process leaves; empty if all is well
     */
    public List<String> verify() {
        List<String> problems = new ArrayList<>();
        MapVerifier verifier = new MapVerifier(directory, segments, chunks, body, problems);
        memory.checkWritable();
        change.locked(verifier::checkDirectory);
        forEachSegment(verifier::checkSegment);
        verifier.checkChunks(write()::locked);
        return problems;
    }

    private void forEachSegment(LongConsumer action) {
        memory.checkWritable();
        MapWrite write = write();
        MapWalk walk = new MapWalk(directory, segments);
        while (walk.next()) walk.pass(write.locked(walk.locator(), action));
    }

    /** Figures of the map: near ones while it is being written. */
    public MapFigures figures() {
        memory.checkReadable();
        MapFigures figures = MapFigures.of(object, directory, segments, chunks, geometry.segmentBytes(), body);
        memory.checkReadable();
        return figures;
    }
}
