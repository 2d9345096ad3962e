package dev.shm.collections.internal.queue;

import static dev.shm.collections.internal.queue.RingLayout.*;

import dev.shm.collections.internal.Seat;
import dev.shm.spi.Description;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.ObjectInspector;
import dev.shm.spi.ObjectView;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Shows a queue: how full it is, how much went through, who sits at its ends, and what is claimed. */
public class RingInspector implements ObjectInspector {
    /** Of a message of bytes. */
    private static final int MAX_SHOWN_BYTES = 64;

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
        RingGeometry geometry =
                new RingGeometry(line.getLong(CAPACITY), line.getLong(STRIDE), line.getInt(MODES), line.getLong(ARENA));
        // Head first: then a tail that moves meanwhile is not behind it.
        long head = object.bytes(HEAD, Long.BYTES).getLong(0);
        long tail = object.bytes(TAIL, Long.BYTES).getLong(0);
        long headAfter = object.bytes(HEAD, Long.BYTES).getLong(0);
        if (geometry.isOfBytes()) into.put("capacity bytes", geometry.arenaBytes());
        else into.put("capacity", geometry.capacity()).put("stride bytes", geometry.strideBytes());
        boolean asStored = geometry.isOfBytes() == object.kind().equals(ArenaLayout.KIND);
        boolean isSound = asStored && geometry.isSound(object.bodyBytes());
        long end = isSound && !geometry.isPair() ? RingClaims.end(object, geometry, head, tail) : tail;
        long skipped = object.bytes(SKIPPED, Long.BYTES).getLong(0);
        into.put("modes", RingGeometry.describe(geometry.modes()))
                .counter("head", head)
                .counter("end", end)
                .counter("published", end - skipped) // these five as QueueCounters has them
                .counter("consumed", head - skipped)
                .counter("skipped", skipped)
                .counter("redelivered", object.bytes(RETURNED, Long.BYTES).getLong(0))
                .counter("times full", object.bytes(TIMES_FULL, Long.BYTES).getLong(0));
        if (geometry.hasOneProducer()) Seat.describe(object, PRODUCER_SEAT, "producer", into);
        if (geometry.hasOneConsumer()) Seat.describe(object, CONSUMER_SEAT, "consumer", into);
        if (isSound && geometry.hasOneConsumer()) attempts(object, head, into);
        if (!isSound) into.report(Severity.ERROR, "its geometry is damaged: " + geometry);
        else if (geometry.isPair()) pair(object, geometry, head, tail, headAfter, into);
        else RingClaims.inspect(object, geometry, head, into);
    }

    /**
     * How often a handler was begun with the message at head: it is at it, or threw, or died. A copying poll leaves no
     * trace.
     */
    private static void attempts(ObjectView object, long head, Description into) {
        long word = object.bytes(TRY, Long.BYTES).getLong(0);
        long tries = RingConsumer.tries(word, head);
        if (tries > 0) into.put("attempts", tries);
    }

    /**
     * With one producer and one consumer tail and head say all: claims and messages that are open are nowhere in the
     * region.
     */
    private static void pair(
            ObjectView object, RingGeometry geometry, long head, long tail, long headAfter, Description into) {
        long capacity = geometry.capacity();
        into.put("size", Math.max(0, Math.min(tail - head, capacity)));
        // Between two looks many messages may pass: tail may be far ahead of the first, and behind the second.
        if (tail - head < 0 || tail - headAfter > capacity) {
            into.report(Severity.ERROR, "head " + head + " and tail " + tail + " cannot be with capacity " + capacity);
        } else if (tail != head) {
            message(object, geometry, head, into);
        }
    }

    /** Adds the message of a position. */
    static void message(ObjectView object, RingGeometry geometry, long position, Description into) {
        long slots = slots(geometry.capacity(), geometry.modes());
        long slot = slots + (position & (geometry.capacity() - 1)) * geometry.strideBytes();
        if (geometry.isOfBytes()) bytes(object, geometry, position, slot, into.child("next"));
        else into.put("next", object.structAt(slot));
    }

    private static void bytes(ObjectView object, RingGeometry geometry, long position, long slot, Description into) {
        ByteBuffer extent = object.bytes(slot, ArenaLayout.EXTENT_BYTES);
        long start = extent.getLong(ArenaLayout.START);
        long reserved = extent.getLong(ArenaLayout.RESERVED);
        long length = ArenaLayout.length(position, extent.getLong(ArenaLayout.LENGTH));
        long offset = start & geometry.arenaBytes() - 1;
        boolean isSound = extent.getLong(ArenaLayout.STAMP) == ArenaLayout.stamp(position, start, reserved)
                && length >= 0
                && length <= geometry.arenaBytes() - offset;
        if (!isSound) {
            boolean isStill = object.bytes(HEAD, Long.BYTES).getLong(0) - position <= 0; // else it is another's by now
            if (isStill) into.report(Severity.ERROR, "the extent of position " + position + " is damaged");
            return;
        }
        long arena = slotsEnd(geometry.capacity(), geometry.modes(), geometry.strideBytes());
        byte[] shown = new byte[(int) Math.min(length, MAX_SHOWN_BYTES)];
        object.bytes(arena + offset, shown.length).get(shown);
        into.put("length", length).put("bytes", HexFormat.of().formatHex(shown) + (length > shown.length ? "…" : ""));
    }
}
