package dev.shm.collections.internal;

import dev.shm.LayoutMismatchException;
import dev.shm.memory.MemoryScope;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.struct.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * One opened ring: its memory, its geometry and its two ends.
 *
 * <pre>
 * Offer                                              A crash after the step leaves
 *   P1 acquire head (pairs C4), if the last one      nothing
 *      seen says full: room?
 *   P2 plain   slot                                  an unpublished slot, written anew by the next producer
 *   P3 release tail + 1 (pairs C1): published        a message; a sleeping consumer finds it within 50 ms
 *   P4 signal not empty                              a message
 * Poll                                               A crash after the step leaves
 *   C1 acquire tail (pairs P3), if the last one      nothing
 *      seen says empty: a message?
 *   C2 plain   slot, a copy or a handler's           the message, delivered again by the next consumer
 *   C3 a copying poll has its copy                   the same
 *   C4 release head + 1 (pairs P1): freed            a free slot; a sleeping producer finds it within 50 ms
 *   C5 signal not full                               a free slot
 * </pre>
 *
 * <p>CRASH: a consumer killed between C3 and C4 had not returned the copy yet, so a copying poll delivers at most once
 * to the program: what died with the process is not counted as delivered.
 */
public final class Ring implements AutoCloseable {
    private final RegionObject object;
    private final RingGeometry geometry;
    private final RingProducer producer;
    private final RingConsumer consumer;

    private Ring(RegionObject object, RingGeometry geometry) {
        this.object = object;
        this.geometry = geometry;
        this.producer = new RingProducer(object, geometry);
        this.consumer = new RingConsumer(object, geometry);
        object.addHolder(() -> producer.holdsSeat() || consumer.holdsSeat());
    }

    /** Creates a ring in a region of its own. */
    public static Ring create(String name, long capacity, StructLayout layout) {
        RingGeometry wanted = RingGeometry.of(capacity, layout.sizeBytes());
        return checked(RegionObject.create(name, spec(wanted, layout)), layout, wanted);
    }

    /** Joins or creates a ring in a region of its own. */
    public static Ring openOrCreate(String name, long capacity, StructLayout layout) {
        RingGeometry wanted = RingGeometry.of(capacity, layout.sizeBytes());
        return checked(RegionObject.openOrCreate(name, spec(wanted, layout)), layout, wanted);
    }

    /** Joins a ring in a region of its own. */
    public static Ring open(String name, StructLayout layout) {
        RegionObject object = RegionObject.open(name, RingLayout.KIND, RingLayout.VERSION, layout);
        return checked(object, layout, null);
    }

    private static RegionObjectSpec spec(RingGeometry wanted, StructLayout layout) {
        return new RegionObjectSpec(RingLayout.KIND, RingLayout.VERSION, layout, wanted.bodyBytes(), wanted::write);
    }

    private static Ring checked(RegionObject object, StructLayout layout, @Nullable RingGeometry wanted) {
        try {
            RingGeometry found = RingGeometry.read(object, layout.sizeBytes());
            if (wanted != null && found.capacity() != wanted.capacity()) {
                throw new LayoutMismatchException("queue '" + object.name() + "' has room for "
                        + found.capacity() + " messages and " + wanted.capacity()
                        + " are asked for. Ask for the same, use open(name), or delete the region");
            }
            return new Ring(object, found);
        } catch (Throwable e) {
            object.close();
            throw e;
        }
    }

    public String name() {
        return object.name();
    }

    /** In messages. */
    public long capacity() {
        return geometry.capacity();
    }

    /** What slot offsets are offsets in. */
    public MemoryScope memory() {
        return object.memory();
    }

    public RingProducer producer() {
        return producer;
    }

    public RingConsumer consumer() {
        return consumer;
    }

    /** Messages published and not freed, at some moment of the call. */
    public long size() {
        object.memory().checkReadable();
        // Head first: then tail is not older, and the difference not negative but for what is freed meanwhile.
        long head = consumer.headAcquire();
        long size = producer.tailAcquire() - head;
        return Math.max(0, Math.min(size, capacity()));
    }

    /** Gives the seats back and closes the region; again does nothing. */
    @Override
    public void close() {
        if (!object.memory().isReadable()) return;
        producer.close();
        consumer.close();
        object.close();
    }
}
