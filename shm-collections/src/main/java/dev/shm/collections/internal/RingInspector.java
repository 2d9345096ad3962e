package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.OwnerView;
import java.nio.ByteBuffer;

/** Shows a queue: how full it is, how much went through, who sits at its ends, and what is claimed. */
public final class RingInspector implements ObjectInspector {
    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "queue";
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public void inspect(ObjectView object, Description into) {
        ByteBuffer line = object.bytes(0, LINE_BYTES);
        RingGeometry geometry = new RingGeometry(line.getLong(CAPACITY), line.getLong(STRIDE), line.getInt(MODES));
        // Head first: then a tail that moves meanwhile is not behind it.
        long head = object.bytes(HEAD, Long.BYTES).getLong(0);
        long tail = object.bytes(TAIL, Long.BYTES).getLong(0);
        into.put("capacity", geometry.capacity())
                .put("stride bytes", geometry.strideBytes())
                .put("modes", RingGeometry.describe(geometry.modes()))
                .counter("tail", tail)
                .counter("head", head)
                .counter("skipped", object.bytes(SKIPPED, Long.BYTES).getLong(0))
                .counter("returned", object.bytes(RETURNED, Long.BYTES).getLong(0))
                .counter("times full", object.bytes(TIMES_FULL, Long.BYTES).getLong(0));
        if (geometry.hasOneProducer()) seat(object, PRODUCER_SEAT, "producer", into);
        if (geometry.hasOneConsumer()) seat(object, CONSUMER_SEAT, "consumer", into);
        if (!isSound(object, geometry)) into.find(Severity.ERROR, "its geometry is damaged: " + geometry);
        else if (head < 0) into.find(Severity.ERROR, "its head is " + head);
        else if (geometry.isPair()) pair(object, geometry, head, tail, into);
        else RingClaims.inspect(object, geometry, head, into);
    }

    /** With one producer and one consumer tail and head say all. */
    private static void pair(ObjectView object, RingGeometry geometry, long head, long tail, Description into) {
        long capacity = geometry.capacity();
        into.put("size", Math.max(0, Math.min(tail - head, capacity)));
        if (tail < head || tail - head > capacity) {
            into.find(Severity.ERROR, "head " + head + " and tail " + tail + " cannot be with capacity " + capacity);
        } else if (tail > head) {
            message(object, geometry, head, into);
        }
    }

    /** Adds the message of a position. */
    static void message(ObjectView object, RingGeometry geometry, long position, Description into) {
        long slots = slots(geometry.capacity(), geometry.modes());
        long index = position & (geometry.capacity() - 1);
        into.put("next", object.structAt(slots + index * geometry.strideBytes()));
    }

    private static boolean isSound(ObjectView object, RingGeometry geometry) {
        return geometry.capacity() >= 1
                && geometry.capacity() <= MAX_CAPACITY
                && Long.bitCount(geometry.capacity()) == 1
                && geometry.strideBytes() >= 1
                && (geometry.modes() & ~ALL_MODES) == 0
                && geometry.capacity() <= object.bodyBytes() / geometry.strideBytes()
                && geometry.bodyBytes() <= object.bodyBytes();
    }

    private static void seat(ObjectView object, long offset, String name, Description into) {
        long word = object.bytes(offset, Long.BYTES).getLong(0);
        int token = (int) word & OwnerToken.MASK;
        if (token == OwnerToken.NOBODY) {
            into.put(name, null);
            if (word != 0) into.find(Severity.ERROR, "the " + name + "'s seat has no owner, and is not free");
            return;
        }
        OwnerView owner = object.region().owner(token);
        Description seat = owner.describe(into.child(name)).put("thread", word >>> 32);
        if (!owner.isPossible()) {
            seat.find(Severity.ERROR, "its owner would be in process slot " + owner.slot() + ", which there is not");
        } else if (!owner.isAlive()) {
            seat.find(Severity.NOTE, "its owner is dead; the seat is free for the next");
        }
    }
}
