package dev.shm.collections.internal.queue;

/** The bytes of a ring whose messages vary in length, as its queue asks for them. Offsets are in the arena. */
public final class RingBytes {
    /** What fits into an array. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    private final RingHandle ring;
    private final long capacity;
    private final RingArena arena;

    RingBytes(RingHandle ring, long capacity, RingArena arena) {
        this.ring = ring;
        this.capacity = capacity;
        this.arena = arena;
    }

    /** How many there are. */
    public long capacity() {
        return capacity;
    }

    /** Where they start, as an offset in the ring's memory. */
    public long offset() {
        return arena.offset();
    }

    /** How many the longest message has. */
    public long maxMessageBytes() {
        return Math.min(capacity / 2, MAX_BYTES);
    }

    /** How many are taken, at some moment of the call. */
    public long used() {
        return arena.used(ring.end());
    }

    /** Offset of a claim's bytes. */
    public long offsetOfClaim(RingTurn claim) {
        return arena.offset(claim);
    }

    /** Says how long the message of a claim is, before it is published. */
    public void length(RingTurn claim, long length) {
        arena.length(claim.position, length);
    }

    /** Offset of a message's bytes, all of which are inside. */
    public long offsetOf(RingTurn message) {
        return arena.offset(message.position);
    }

    /** How many bytes a message has. */
    public long lengthOf(RingTurn message) {
        return arena.length(message.position);
    }
}
