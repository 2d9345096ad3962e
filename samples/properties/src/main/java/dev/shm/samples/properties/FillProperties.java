package dev.shm.samples.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.jqwik.StructArbitrary;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What always holds, whatever the fills are. */
class FillProperties {
    private static final int MAX = 64;

    /** No field loses anything on its way through shared memory: no digit, no accent, no null. */
    @Property
    void fillComesBackAsItWas(@ForAll Fill fill) {
        assertEquals(fill, SharedFill.allocate().set(fill).get());
    }

    /** A queue between processes is a queue. */
    @Property
    void queueHandsOutWhatWasPutInOrder(@ForAll @Size(max = MAX) List<Fill> fills) {
        try (SharedRegion region = SharedRegion.create(64);
                FillQueue queue = FillQueue.in(region, "fills", MAX)) {
            for (Fill fill : fills) assertTrue(queue.offer(fill));
            for (Fill fill : fills) assertEquals(fill, queue.poll());
            assertNull(queue.poll());
        }
    }

    /** What is bought and not sold is what there is. */
    @Property
    void positionIsWhatWasBoughtLessWhatWasSold(@ForAll("booked") @Size(max = MAX) List<Fill> fills) {
        SharedPosition position = SharedPosition.allocate();
        for (Fill fill : fills) Booking.book(position, fill);
        long expected = fills.stream()
                .mapToLong(fill -> fill.side() == Fill.Side.SELL ? -fill.quantity() : fill.quantity())
                .sum();
        assertEquals(expected, position.quantity());
        assertEquals(position.bought() - position.sold(), position.quantity());
        assertEquals(fills.size(), position.fills());
    }

    /** Nobody executes a negative number, and each is bought or sold. */
    @Provide
    Arbitrary<List<Fill>> booked() {
        return StructArbitrary.of(SharedFill.TYPE)
                .with("side", Arbitraries.of(Fill.Side.class))
                .with("quantity", Arbitraries.integers().greaterOrEqual(1))
                .list();
    }
}
