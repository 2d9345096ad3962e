package demo;

import static org.junit.jupiter.api.Assertions.*;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Claims and handlers: one at a time, in order, and gone with their call. */
abstract class QueueClaimsContract extends QueueTransferContract {
    @Test
    void unsetFieldsAreZeroAlsoAfterLaps() {
        for (int lap = 0; lap < 10; lap++) {
            assertTrue(queue.offer(Order.of(lap * 3 + 1)));
            queue.poll();
        }
        assertTrue(queue.offer(slot -> slot.quantity(2)));
        assertBlankBut(2, queue.poll());
        queue.claim().quantity(3);
        queue.commit();
        assertBlankBut(3, queue.poll());
    }

    @Test
    void abortedClaimIsNotPublished() {
        SharedOrder slot = queue.claim();
        filler(7).accept(slot);
        queue.abort();
        assertFalse(slot.isBound());
        assertTrue(queue.isEmpty());
        assertTrue(queue.offer(slot2 -> slot2.quantity(1)));
        assertBlankBut(1, queue.poll());
    }

    @Test
    void claimIsInvisibleUntilCommitted() {
        filler(1).accept(queue.claim());
        assertTrue(queue.isEmpty());
        assertNull(queue.poll());
        queue.commit();
        assertMessage(1, queue.poll());
    }

    @Test
    void flyweightsAreUnboundAfterwards() {
        SharedOrder[] kept = new SharedOrder[3];
        kept[0] = queue.claim();
        queue.commit();
        assertTrue(queue.offer(slot -> kept[1] = slot));
        assertTrue(queue.poll(message -> kept[2] = message));
        for (SharedOrder flyweight : kept) {
            assertFalse(flyweight.isBound());
            assertThrows(IllegalStateException.class, flyweight::id);
            assertThrows(IllegalStateException.class, () -> flyweight.id(1));
        }
        assertThrows(
                IllegalStateException.class,
                () -> queue.poll(message -> {
                    kept[2] = message;
                    throw new IllegalStateException("mine");
                }));
        assertFalse(kept[2].isBound());
    }

    @Test
    void commitAndAbortWithoutAClaimAreRefused() throws Exception {
        assertThrows(IllegalStateException.class, queue::commit);
        assertThrows(IllegalStateException.class, queue::abort);
        queue.claim();
        assertThrows(
                IllegalStateException.class,
                () -> inAnotherThread(() -> {
                    queue.commit();
                    return null;
                }));
        queue.commit();
        assertThrows(IllegalStateException.class, queue::commit);
        assertEquals(1, queue.size());
    }

    @Test
    void threadHasOneClaimAtATime() {
        filler(1).accept(queue.claim());
        assertThrows(IllegalStateException.class, queue::claim);
        assertThrows(IllegalStateException.class, () -> queue.offer(Order.of(2)));
        assertThrows(IllegalStateException.class, () -> queue.offer(slot -> fail("claimed twice")));
        assertThrows(IllegalStateException.class, () -> queue.put(Order.of(2)));
        queue.commit();
        assertMessage(1, queue.poll());
        assertNull(queue.poll());
    }

    @Test
    void whatComesAfterAnOpenClaimWaitsForIt() throws Exception {
        SharedOrder slot = queue.claim();
        FutureTask<Boolean> other = start(() -> queue.offer(Order.of(2)));
        if (mode().hasOneProducer) {
            assertThrows(TimeoutException.class, () -> other.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        } else {
            assertTrue(get(other));
            assertNull(queue.poll());
            assertNull(queue.poll(SHORT));
        }
        filler(1).accept(slot);
        queue.commit();
        assertTrue(get(other));
        assertMessage(1, queue.poll());
        assertMessage(2, queue.poll());
    }

    @Test
    void claimOfAThreadThatEndedBlocksNobody() throws Exception {
        inAnotherThread(() -> queue.claim().id(99));
        assertTrue(queue.offer(Order.of(1)));
        inAnotherThread(() -> queue.claim().id(99));
        assertThrows(IllegalStateException.class, queue::commit);
        queue.claim().quantity(2);
        queue.commit();
        assertMessage(1, queue.poll(PROMPTLY));
        assertBlankBut(2, queue.poll(PROMPTLY));
        assertNull(queue.poll());
    }

    @Test
    void handlerMayNotPollTheSameQueue() {
        fill(2);
        assertTrue(queue.poll(message -> {
            assertThrows(IllegalStateException.class, queue::poll);
            assertThrows(IllegalStateException.class, () -> queue.poll(nested -> fail("nested")));
            assertThrows(IllegalStateException.class, () -> queue.drain(nested -> fail("nested"), 1));
            assertThrows(IllegalStateException.class, queue::take);
            assertMessage(1, message.get());
        }));
        assertMessage(2, queue.poll());
    }

    @Test
    void handlerMayOfferAndFillerMayPoll() {
        fill(1);
        assertTrue(queue.poll(message -> assertTrue(queue.offer(Order.of(message.id() + 1)))));
        assertTrue(queue.offer(slot -> filler(queue.poll().id + 1).accept(slot)));
        assertMessage(3, queue.poll());
        assertNull(queue.poll());
    }
}
