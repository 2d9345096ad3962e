package demo;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.collections.SharedQueue;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.testkit.NothingLeftBehind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A queue of orders, anew for each test, and what its tests have in common. */
@NothingLeftBehind
@Timeout(60)
abstract class QueueFixture {
    /** For what takes milliseconds on a healthy machine; never waited out by a test that passes. */
    static final Duration PROMPTLY = Duration.ofSeconds(10);

    static final Duration SHORT = Duration.ofMillis(20);

    final String name = "queue-" + UUID.randomUUID();
    SharedQueue<Order, SharedOrder> queue;

    abstract QueueMode mode();

    abstract SharedQueue<Order, SharedOrder> create(String queueName, long capacity);

    abstract SharedQueue<Order, SharedOrder> open(String queueName);

    abstract SharedQueue<Order, SharedOrder> openOrCreate(String queueName, long capacity);

    @BeforeEach
    void createQueue() {
        queue = create(name, 4);
    }

    @AfterEach
    void deleteQueue() {
        queue.close();
        SharedRegion.delete(name);
    }

    void fill(int count) {
        for (long id = 1; id <= count; id++) assertTrue(queue.offer(Order.of(id)));
    }

    static Consumer<SharedOrder> filler(long id) {
        return slot -> slot.set(Order.of(id));
    }

    static void assertMessage(long id, Order found) {
        assertNotNull(found, "no message, expected " + id);
        assertEquals(Order.of(id).toString(), found.toString());
    }

    static void assertBlankBut(int quantity, Order found) {
        assertEquals("Order[0, " + quantity + ", null, null]", found.toString());
    }

    static void assertAscending(List<Long> ids, long producer) {
        long last = -1;
        for (long id : ids) {
            if (id / 1_000_000 != producer) continue;
            assertTrue(id > last, id + " after " + last);
            last = id;
        }
    }

    void assertClosed() {
        assertThrows(RegionClosedException.class, () -> queue.offer(Order.of(1)));
        assertThrows(RegionClosedException.class, () -> queue.offer(slot -> fail("filler called")));
        assertThrows(RegionClosedException.class, () -> queue.offer(Order.of(1), SHORT));
        assertThrows(RegionClosedException.class, () -> queue.offerAll(List.of(Order.of(1))));
        assertThrows(RegionClosedException.class, () -> queue.put(Order.of(1)));
        assertThrows(RegionClosedException.class, queue::claim);
        assertThrows(RegionClosedException.class, queue::commit);
        assertThrows(RegionClosedException.class, queue::abort);
        assertThrows(RegionClosedException.class, queue::poll);
        assertThrows(RegionClosedException.class, () -> queue.poll(SHORT));
        assertThrows(RegionClosedException.class, queue::take);
        assertThrows(RegionClosedException.class, () -> queue.poll(message -> fail("handler called")));
        assertThrows(RegionClosedException.class, () -> queue.drain(message -> fail("handler called"), 2));
        assertThrows(RegionClosedException.class, queue::size);
        assertThrows(RegionClosedException.class, queue::isEmpty);
        assertEquals(4, queue.capacity());
        assertEquals(name, queue.name());
        assertTrue(queue.toString().contains(name));
    }

    void assertClosedSoon(FutureTask<?>... waiting) throws InterruptedException {
        long start = System.nanoTime();
        queue.close();
        for (FutureTask<?> task : waiting)
            assertSame(RegionClosedException.class, failure(task).getClass());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 1_000, "took " + millis + " ms");
    }

    void assertInterruptible(Work<?> work) {
        FutureTask<?> waiting = new FutureTask<>(work::run);
        Thread thread = daemon(waiting);
        assertThrows(TimeoutException.class, () -> waiting.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
        thread.interrupt();
        assertSame(
                InterruptedException.class,
                assertDoesNotThrow(() -> failure(waiting)).getClass());
    }

    /** Shows the first slot that holds a message, by its absolute address. */
    void scribble(LongConsumer writer) {
        queue.poll(message -> {
            writer.accept(StructAccess.writeAddress(message));
            throw new Scribbled();
        });
    }

    static StructType<Order, SharedOrder> otherType() {
        StructLayout layout = StructLayout.builder("Order", 1)
                .field("id", FieldType.LONG)
                .field("quantity", FieldType.LONG)
                .enumeration("side", "BUY", "SELL")
                .text("symbol", 8)
                .build();
        return new StructType<>(Order.class, layout) {
            @Override
            public SharedOrder newFlyweight() {
                return new SharedOrder();
            }

            @Override
            public Order read(SharedOrder source) {
                return source.get();
            }

            @Override
            public void write(SharedOrder target, Order value) {
                target.set(value);
            }
        };
    }

    static <V> V inAnotherThread(Work<V> work) throws Exception {
        FutureTask<V> task = new FutureTask<>(work::run);
        Thread thread = daemon(task);
        thread.join(PROMPTLY.toMillis());
        return get(task);
    }

    static <V> FutureTask<V> start(Work<V> work) {
        FutureTask<V> task = new FutureTask<>(work::run);
        daemon(task);
        return task;
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static <V> V get(FutureTask<V> task) throws Exception {
        try {
            return task.get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            throw new AssertionError(e.getCause());
        }
    }

    static Throwable failure(FutureTask<?> task) throws InterruptedException {
        try {
            return fail("returned " + task.get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("did not end", e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    interface Work<V> {
        V run() throws Exception;
    }

    static final class Scribbled extends RuntimeException {
        static final long serialVersionUID = 1;
    }
}
