package dev.shm.collections.internal;

import dev.shm.SeatTakenException;
import dev.shm.memory.RawMemory;
import dev.shm.spi.Deadline;
import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.RegionObject;

/**
 * The right of one attachment to one end of a ring. It is taken on first use, given back at closing, and free once its
 * holder is proven dead.
 *
 * <pre>
 * Take                                                A crash after the step leaves
 *   T1 CAS 0 → me, or a proven dead owner → me        a seat held by a dead owner
 * Give back
 *   G1 CAS me → 0                                     a free seat
 * </pre>
 */
public final class Seat {
    /**
     * The byte of a dead holder is locked for a moment also by others who ask after him, or by who takes his slot; for
     * longer if these lose their processor in it.
     */
    private static final int PROBES = 50;

    /** Of who has been refused by the same holder before. */
    private static final int FURTHER_PROBES = 5;

    private static final long PROBE_PAUSE_NANOS = 1_000_000;

    private final RegionObject object;
    private final long address;
    private final String structure;
    private final String end;
    private boolean taken;
    private long refusedBy;

    /**
     * Finds a seat.
     *
     * @param address absolute
     * @param structure for messages: {@code queue}
     * @param end for messages: {@code producing}
     */
    public Seat(RegionObject object, long address, String structure, String end) {
        this.object = object;
        this.address = address;
        this.structure = structure;
        this.end = end;
    }

    /** Tells whose a seat is. */
    public static void describe(ObjectView object, long offset, String name, Description into) {
        long word = object.bytes(offset, Long.BYTES).getLong(0);
        int token = OwnerToken.in(word);
        if (token == OwnerToken.NOBODY) {
            into.put(name, null);
            if (word != 0) into.report(Severity.ERROR, "the " + name + "'s seat has no owner, and is not free");
            return;
        }
        object.region()
                .owner(token)
                .describe(into.child(name), "the seat is free for the next")
                .put("thread", OwnerToken.threadIn(word));
    }

    public boolean isTaken() {
        return taken;
    }

    /**
     * T1.
     *
     * @throws SeatTakenException if a live attachment has it
     */
    public void take() {
        long self = OwnerToken.withThread(object.owner(), Thread.currentThread());
        object.memory().checkWritable();
        int probes = 0;
        while (!taken) { // until the word and its owner's life stand still for some moments
            long seen = RawMemory.getLongVolatile(address);
            int owner = OwnerToken.in(seen);
            if (owner == OwnerToken.NOBODY || owner == object.owner()) {
                taken = RawMemory.compareAndSetLong(address, seen, self); // T1
            } else {
                taken = object.ifDead(owner, () -> RawMemory.compareAndSetLong(address, seen, self)); // T1
                object.memory().checkWritable(); // a closed region's answer says nothing
                if (!taken && RawMemory.getLongVolatile(address) == seen) {
                    if (++probes >= (seen == refusedBy ? FURTHER_PROBES : PROBES)) {
                        refusedBy = seen;
                        throw occupied(owner);
                    }
                    Deadline.pauseAnyhow(PROBE_PAUSE_NANOS);
                }
            }
            object.memory().checkWritable();
        }
    }

    /** G1; does nothing where it is not taken. */
    public void giveBack() {
        if (!taken) return;
        taken = false;
        long seen = RawMemory.getLongVolatile(address);
        if (OwnerToken.in(seen) == object.owner()) RawMemory.compareAndSetLong(address, seen, 0); // G1
    }

    private SeatTakenException occupied(int owner) {
        long pid = object.pidOf(owner);
        boolean own = object.isOfThisProcess(owner);
        return new SeatTakenException(structure + " '" + object.name() + "': its " + end
                + " end is held by live process " + pid + (own ? ", this one, through another handle" : "")
                + ", and it has one such end. "
                + (own
                        ? "Use that handle, which is for all threads, or close it"
                        : "Let that process close its " + structure)
                + ", or use a " + structure + " for each " + end.replaceFirst("ing$", "er"));
    }
}
