package dev.shm.collections.internal;

import static dev.shm.collections.internal.RingLayout.*;

import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import dev.shm.spi.OwnerToken;
import dev.shm.spi.OwnerView;
import java.nio.ByteBuffer;

/** Shows a queue: how full it is, how much went through, and who sits at its ends. */
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
        ByteBuffer geometry = object.bytes(0, LINE_BYTES);
        long capacity = geometry.getLong(CAPACITY);
        long stride = geometry.getLong(STRIDE);
        int modes = geometry.getInt(MODES);
        // Head first: then a tail that moves meanwhile is not behind it.
        long head = object.bytes(HEAD, Long.BYTES).getLong(0);
        long tail = object.bytes(TAIL, Long.BYTES).getLong(0);
        into.put("capacity", capacity)
                .put("stride bytes", stride)
                .put("single producer", (modes & SINGLE_PRODUCER) != 0)
                .put("single consumer", (modes & SINGLE_CONSUMER) != 0)
                .put("size", Math.max(0, Math.min(tail - head, capacity)))
                .counter("tail", tail)
                .counter("head", head);
        seat(object, PRODUCER_SEAT, "producer", into);
        seat(object, CONSUMER_SEAT, "consumer", into);
        if (!isSound(object, capacity, stride)) {
            into.find(Severity.ERROR, "its geometry is damaged: capacity " + capacity + ", stride " + stride);
        } else if (head < 0 || tail < head || tail - head > capacity) {
            into.find(Severity.ERROR, "head " + head + " and tail " + tail + " cannot be with capacity " + capacity);
        } else if (tail > head) {
            into.put("next", object.structAt(slots(capacity) + (head & capacity - 1) * stride));
        }
    }

    private static boolean isSound(ObjectView object, long capacity, long stride) {
        return capacity >= 1
                && capacity <= MAX_CAPACITY
                && Long.bitCount(capacity) == 1
                && stride >= 1
                && capacity <= object.bodyBytes() / stride
                && bodyBytes(capacity, stride) <= object.bodyBytes();
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
