package dev.shm.collections.internal.topic;

import static dev.shm.collections.internal.topic.TopicLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.memory.RawMemory;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.RegionObject;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The subscribers of a topic, as far as others see them: for people, and for the publishers of a reliable topic. One
 * for all handles that an attachment has on the topic.
 *
 * <pre>
 * Join                                                    A crash after the step leaves
 *   T1 CAS     reach, past the entry                      a longer way for those who look
 *   T2 CAS     entry's word 0 → me, joining               an entry of the dead, freed by proof
 *   T3 CAS     version of the limit, if reliable          the same
 *   T4 release cursor                                     the same
 *   T5 release entry's word: me                           the same
 * Leave
 *   V1 CAS     entry's word me → 0                        a free entry
 * </pre>
 *
 * <p>SYNC: who moves the limit loads it before he looks at the entries (G1, G2 of {@link PublishLimit}). He either sees
 * T2, and moves nothing while somebody joins, or loaded the limit before T3, and his compare-and-set fails.
 */
final class SubscriberTable {
    /** No entry. */
    static final long NONE = 0;

    /** Nobody is behind, for there is nobody. */
    static final long NOBODY = -1;

    /** Somebody joins, at a position that is not known yet. */
    static final long HELD = Long.MAX_VALUE;

    /** In an entry's word: the subscriber does not know its position yet. */
    static final long JOINING = 1L << 30;

    private final RegionObject object;
    private final long body;

    /** How many entries this attachment has. */
    private final AtomicInteger taken = new AtomicInteger();

    SubscriberTable(TopicRing ring) {
        this.object = ring.object;
        this.body = ring.body;
    }

    /**
     * T1, T2: the absolute address of an entry that is this attachment's from now on; {@link #NONE} if all are taken.
     */
    long take() {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < ENTRY_COUNT; i++) {
                if (word(entry(i)) != 0) continue;
                raiseReach(i + 1); // T1
                taken.incrementAndGet(); // before there is one
                if (RawMemory.compareAndSetLong(entry(i) + ENTRY_WORD, 0, mine() | JOINING)) return entry(i); // T2
                taken.decrementAndGet();
            }
            freeDead();
        }
        return NONE;
    }

    /** T4, T5. */
    void join(long entry, long cursor) {
        RawMemory.putLong(entry + ENTRY_LOST, 0);
        RawMemory.putLongRelease(entry + ENTRY_CURSOR, cursor); // T4
        RawMemory.putLongRelease(entry + ENTRY_WORD, mine()); // T5
    }

    /** V1; once for each {@link #take}. */
    void leave(long entry) {
        long word = word(entry);
        if (SlotWord.owner(word) == object.owner()) RawMemory.compareAndSetLong(entry + ENTRY_WORD, word, 0);
        taken.decrementAndGet();
    }

    /** Whether this attachment has entries. */
    boolean holdsSomething() {
        return taken.get() > 0;
    }

    /** Refuses an entry that another process has written over: the publishers do not wait for it as they should. */
    void checkJoined(long entry) {
        long word = RawMemory.getLongOpaque(entry + ENTRY_WORD);
        if ((int) word == object.owner()) return;
        object.memory().checkWritable();
        throw new CorruptRegionException("topic '" + object.name() + "': the entry of this subscriber has become 0x"
                + Long.toHexString(word) + ", so another process has written over it. Subscribe again");
    }

    /** How many positions the slowest is behind one; also {@link #NOBODY} or {@link #HELD}. */
    long lag(long position) {
        long lag = NOBODY;
        for (int i = 0; i < reach(); i++) {
            long word = word(entry(i)); // pairs T2, T5
            if (word == 0) continue;
            if ((word & JOINING) != 0) return HELD;
            lag = Math.max(lag, Math.max(0, position - cursor(i)));
        }
        return lag;
    }

    /** Frees the entries of all who are proven dead; whether there were any. A system call for each live owner. */
    boolean freeDead() {
        boolean any = false;
        for (int i = 0; i < reach(); i++) {
            long address = entry(i) + ENTRY_WORD;
            long word = RawMemory.getLongAcquire(address);
            if (word != 0)
                any |= object.ifDead(SlotWord.owner(word), () -> RawMemory.compareAndSetLong(address, word, 0));
        }
        return any;
    }

    /** No entry from there on was ever taken. */
    int reach() {
        int reach = RawMemory.getIntAcquire(body + REACH); // pairs T1
        return reach < 0 ? ENTRY_COUNT : Math.min(reach, ENTRY_COUNT);
    }

    /** The owner of an entry, for people; 0 if it is free. */
    int owner(int entry) {
        return SlotWord.owner(word(entry(entry)));
    }

    long cursor(int entry) {
        return RawMemory.getLongAcquire(entry(entry) + ENTRY_CURSOR); // pairs S5
    }

    long lost(int entry) {
        return RawMemory.getLongAcquire(entry(entry) + ENTRY_LOST);
    }

    private void raiseReach(int wanted) {
        int reach;
        do { // ends when somebody has raised it
            reach = RawMemory.getIntVolatile(body + REACH);
        } while (reach >= 0 && reach < wanted && !RawMemory.compareAndSetInt(body + REACH, reach, wanted));
    }

    private long mine() {
        return OwnerToken.withThread(object.owner(), Thread.currentThread());
    }

    private long entry(int index) {
        return body + ENTRIES + (long) index * LINE_BYTES;
    }

    private static long word(long entry) {
        return RawMemory.getLongAcquire(entry + ENTRY_WORD);
    }
}
