package demo;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.LayoutMismatchException;
import dev.shm.RegionExistsException;
import dev.shm.RegionNotFoundException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedQueue;
import dev.shm.struct.StructType;
import org.junit.jupiter.api.Test;

/** What every queue does within one process, whoever wrote its bodies: all of the above, and how it is opened. */
abstract class SharedQueueContract extends QueueClosingContract {
    @Test
    void reopeningKeepsTheMessages() {
        fill(3);
        queue.poll();
        queue.close();
        queue = open(name);
        assertEquals(2, queue.size());
        assertEquals(4, queue.capacity());
        queue.close();
        queue = openOrCreate(name, 3);
        assertMessage(2, queue.poll());
        assertMessage(3, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void openOrCreateCreatesWhatIsNotThere() {
        String other = name + "-fresh";
        try (SharedQueue<Order, SharedOrder> fresh = openOrCreate(other, 2);
                SharedQueue<Order, SharedOrder> joined = openOrCreate(other, 2)) {
            assertTrue(fresh.offer(Order.of(1)));
            assertMessage(1, joined.poll());
        } finally {
            SharedRegion.delete(other);
        }
    }

    @Test
    void createRefusesWhatIsThere() {
        assertThrows(RegionExistsException.class, () -> create(name, 4));
    }

    @Test
    void openRefusesWhatIsNotThere() {
        assertThrows(RegionNotFoundException.class, () -> open(name + "-absent"));
    }

    @Test
    void anotherCapacityIsRefusedWithBoth() {
        String message = assertThrows(LayoutMismatchException.class, () -> openOrCreate(name, 5))
                .getMessage();
        assertTrue(message.contains(" 4 ") && message.contains(" 8 ") && message.contains(name), message);
        assertTrue(queue.offer(Order.of(1)), "the queue is as it was");
    }

    @Test
    void anotherStructIsRefusedWithTheFieldThatDiffers() {
        String other = name + "-other";
        StructType<Order, SharedOrder> type = otherType();
        try (SharedQueue<Order, SharedOrder> others = SharedQueue.create(other, 4, type)) {
            String message = assertThrows(LayoutMismatchException.class, () -> open(other))
                    .getMessage();
            assertTrue(message.contains("quantity"), message);
            assertThrows(LayoutMismatchException.class, () -> openOrCreate(other, 4));
            assertEquals(0, others.size());
        } finally {
            SharedRegion.delete(other);
        }
    }

    @Test
    void plainRegionIsNoQueue() {
        String other = name + "-plain";
        for (long bytes : new long[] {1, 63, 64, 65_536}) {
            try (SharedRegion region = SharedRegion.create(other, bytes)) {
                String message = assertThrows(LayoutMismatchException.class, () -> open(other))
                        .getMessage();
                assertTrue(message.contains(other), message);
                assertThrows(LayoutMismatchException.class, () -> openOrCreate(other, 4));
                assertEquals(bytes, region.size());
            } finally {
                SharedRegion.delete(other);
            }
        }
    }

    @Test
    void describesItself() {
        assertTrue(queue.toString().contains(name), queue.toString());
        assertTrue(queue.toString().contains("capacity 4"), queue.toString());
    }
}
