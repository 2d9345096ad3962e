package dev.shm.collections;

import dev.shm.collections.internal.map.MapTable;
import dev.shm.collections.internal.map.MapWrite;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of a map by the calling thread, and what the thread needs for looking: private structs that are made once.
 * For generated maps. Confined to its thread.
 *
 * <p>A value is made in private memory, and copied into the map as a whole. So whatever a program does with its
 * flyweight, nobody else ever sees it half done, and an exception leaves the map as it was.
 *
 * <pre>{@code
 * MapTurn<SharedPosition> turn = startTurn();
 * try {
 *     turn.key().accountId(42);
 *     if (!turn.find()) return false;
 *     change.accept(turn.present());
 *     turn.commit();
 *     return true;
 * } finally {
 *     turn.end();
 * }
 * }</pre>
 *
 * @param <S> the flyweight of what the map holds
 */
public final class MapTurn<S extends Struct> {
    private final MapTable table;
    private final StructKey structKey;
    private final MapWrite write;
    private final int sizeBytes;
    private final PrivateMemory memory;

    private final S draft;
    private final long draftAddress;

    /** Only key fields of these two are ever set, so all others are zero. */
    private final S key;

    private final long keyAddress;
    private final S soughtKey;

    /** What was found by looking, and what is compared with. */
    private final S seen;

    private final long seenAddress;

    private @Nullable StructBatch batch;
    private boolean open;

    /** Whether this turn has begun the thread's change, which may be another handle's. */
    private boolean begun;

    MapTurn(MapTable table, StructKey structKey, StructType<?, S> type) {
        this.table = table;
        this.structKey = structKey;
        this.write = table.write();
        this.sizeBytes = structKey.structBytes();
        this.memory = PrivateMemory.allocate(4L * sizeBytes);
        this.draft = type.newFlyweight();
        this.draftAddress = memory.base();
        this.key = flyweight(type, 1);
        this.keyAddress = memory.base() + sizeBytes;
        this.soughtKey = flyweight(type, 2);
        this.seen = flyweight(type, 3);
        this.seenAddress = memory.base() + 3L * sizeBytes;
    }

    private S flyweight(StructType<?, S> type, int index) {
        S flyweight = type.newFlyweight();
        flyweight.bind(memory, (long) index * sizeBytes);
        return flyweight;
    }

    MapTurn<S> start() {
        if (open) {
            throw new IllegalStateException(
                    "map '" + table.name() + "' is being changed by this thread: a function that"
                            + " is given a value of a map must not change that map. Change it after the call");
        }
        draft.bind(memory, 0);
        open = true;
        return this;
    }

    /** Ends the change. What was not committed is forgotten, and {@link #draft} is bound to nothing. */
    public void end() {
        open = false;
        StructAccess.unbind(draft);
        if (!begun) return;
        begun = false;
        write.end();
    }

    /** For a whole new value: holds anything at first. */
    public S draft() {
        return draft;
    }

    /** For the key that is to be changed: set all its fields. */
    public S key() {
        return key;
    }

    /**
     * Locks the place of {@link #key} and finds it; whether it is there.
     *
     * @throws NullPointerException if a field of the key is null
     */
    public boolean find() {
        return find(keyAddress);
    }

    private boolean find(long struct) {
        structKey.settle(struct);
        write.begin(table.hashOfImage(struct), word(struct), struct);
        begun = true;
        return write.isPresent();
    }

    /** A copy of the value that {@link #find} has found, to change. */
    public S present() {
        RawMemory.copy(write.current(), draftAddress, sizeBytes);
        return draft;
    }

    /** A new value that has the key and is zero or null elsewhere, to fill. */
    public S absent() {
        RawMemory.copy(keyAddress, draftAddress, sizeBytes);
        return draft;
    }

    /**
     * Publishes what was got from {@link #present} or {@link #absent}.
     *
     * @throws IllegalStateException if its key is another now
     */
    public void commit() {
        if (!hasDraftKeyOf(keyAddress)) {
            throw new IllegalStateException(
                    "map '" + table.name() + "': the key of a value was changed in a function that"
                            + " must leave it as it is (" + structKey
                            + "). The map is unchanged; to move a value, put a new one and"
                            + " remove the old");
        }
        publish();
    }

    /** Takes out what {@link #find} has found. */
    public void remove() {
        write.remove();
    }

    /** Puts {@link #draft}, whatever is there; whether there was one. */
    public boolean put() {
        boolean was = findDraft();
        publish();
        return was;
    }

    /** Puts {@link #draft} if there is none with its key; whether it did. */
    public boolean putIfAbsent() {
        if (findDraft()) return false;
        publish();
        return true;
    }

    /** Puts {@link #draft} if there is one with its key; whether it did. */
    public boolean replace() {
        if (!findDraft()) return false;
        publish();
        return true;
    }

    /** Finds what has the key of the draft, for {@link #publish} or {@link #remove}. */
    boolean findDraft() {
        return find(draftAddress);
    }

    void publish() {
        RawMemory.copy(draftAddress, write.draft(), sizeBytes);
        write.commit();
    }

    /** For a value that the one in the map is to be compared with: holds anything at first. */
    S expected() {
        return seen;
    }

    /** Sets {@link #expected} to a value that the program does not reach. */
    void expect(S value) {
        RawMemory.copy(StructAccess.writeAddress(value), seenAddress, sizeBytes);
        Reference.reachabilityFence(value);
    }

    /** Finds what has the key of {@link #expected}; whether it is there and the same. Then the draft is free. */
    boolean findExpected() {
        return find(seenAddress) && present().equals(seen);
    }

    /** Whether {@link #expected} has the key that is set in {@link #key}. */
    boolean hasExpectedKey() {
        structKey.settle(keyAddress);
        structKey.settle(seenAddress);
        return structKey.format().haveSameKey(seenAddress, keyAddress);
    }

    /** Whether {@link #draft} has the key that is set in {@link #key}. */
    boolean hasDraftKey() {
        structKey.settle(keyAddress);
        return hasDraftKeyOf(keyAddress);
    }

    /** Whether no field of the key in a private struct is null. */
    boolean isWhole(S struct) {
        return structKey.isWhole(StructAccess.writeAddress(struct));
    }

    /** Publishes the draft instead of what {@link #findExpected} has found; they must have the same key. */
    void replaceExpected() {
        if (!hasDraftKeyOf(seenAddress)) {
            throw new IllegalArgumentException(
                    "map '" + table.name() + "': a value can only be replaced by one with the" + " same key ("
                            + structKey + "). Put the new one, and remove the old");
        }
        publish();
    }

    /** A copy of what was found, beside the draft. */
    S found() {
        RawMemory.copy(write.current(), seenAddress, sizeBytes);
        return seen;
    }

    /** For the key to look for: set all its fields. */
    public S soughtKey() {
        return soughtKey;
    }

    /** Copies the value with {@link #soughtKey} into a flyweight; whether it is there. */
    public boolean look(S target) {
        checkWhole(table, target);
        long image = StructAccess.writeAddress(soughtKey);
        structKey.settle(image);
        boolean found = table.get(table.hashOfImage(image), word(image), image, StructAccess.writeAddress(target));
        Reference.reachabilityFence(target);
        return found;
    }

    /** A copy of the value with {@link #soughtKey}, good until the next look; null if it is not there. */
    public @Nullable S seen() {
        return look(seen) ? seen : null;
    }

    /** As {@link #seen()}, by a key that is a primitive. */
    public @Nullable S seen(long word) {
        return table.get(table.hashOfWord(word), word, 0, seenAddress) ? seen : null;
    }

    /** Begins a batch of so many keys; set each with {@link #want}, then {@link #getAll}. */
    public void startBatch(int count) {
        StructBatch known = batch;
        if (known == null) batch = known = new StructBatch(table.batch(), sizeBytes);
        known.start(count);
    }

    /** The key of a batch is {@link #soughtKey}. */
    public void want(int index, S target) {
        checkWhole(table, target);
        long image = StructAccess.writeAddress(soughtKey);
        structKey.settle(image);
        started().wantImage(index, image, target);
    }

    /** The key of a batch is a primitive. */
    public void want(int index, long word, S target) {
        checkWhole(table, target);
        started().wantWord(index, word, target);
    }

    /** Reads all of a batch; how many are there. */
    public int getAll(boolean[] found) {
        return started().get(found);
    }

    private StructBatch started() {
        return Objects.requireNonNull(batch, "startBatch comes first");
    }

    /** Refuses a flyweight that shows less than a whole value, or more. */
    static void checkWhole(MapTable table, Struct view) {
        if (StructAccess.isOfOtherVersion(view)) {
            throw new IllegalArgumentException("map '" + table.name() + "': the flyweight shows a struct that another"
                    + " version of its class has stored, which cannot take a whole value. Use one from allocate()");
        }
    }

    private long word(long struct) {
        return structKey.format().word(struct);
    }

    private boolean hasDraftKeyOf(long settled) {
        structKey.settle(draftAddress);
        return structKey.format().haveSameKey(draftAddress, settled);
    }
}
