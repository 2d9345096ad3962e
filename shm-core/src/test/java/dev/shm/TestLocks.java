package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionAccess;
import dev.shm.memory.RawMemory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A region with two counters and one of each lock at fixed places; regions do not name their locks yet. */
final class TestLocks implements AutoCloseable {
    static final int PERMITS = 3;
    static final int COUNT = 4;

    /** Words of the payload that tests use as they like. */
    static final int WORDS = 512;

    private static final Duration CONTENDING = Duration.ofMillis(5);
    private static final long HOLDING_NANOS = 100_000;
    private static final int SIZE_BYTES = 64 << 10;
    private static final int LOCK = 4 << 10;
    private static final int SEMAPHORE = 16 << 10;
    private static final int LATCH = 32 << 10;
    private static final AtomicInteger NAMES = new AtomicInteger();

    final SharedRegion region;
    final Attachment attachment;
    final SharedReadWriteLock lock;
    final SharedSemaphore semaphore;
    final SharedLatch latch;

    private TestLocks(SharedRegion region) {
        this.region = region;
        attachment = RegionAccess.attachment(region);
        long at = attachment.payloadOffset();
        lock = new SharedReadWriteLock(attachment, at + LOCK, "lock");
        semaphore = new SharedSemaphore(attachment, at + SEMAPHORE, PERMITS, "semaphore");
        latch = new SharedLatch(attachment, at + LATCH, COUNT, "latch");
    }

    /** In a region that goes with its last attachment. */
    static TestLocks create() {
        return initialized(SharedRegion.create(SIZE_BYTES));
    }

    /** In a region of this name, to be deleted by the test. */
    static TestLocks create(String name) {
        return initialized(SharedRegion.create(name, SIZE_BYTES));
    }

    static TestLocks open(String name) {
        return new TestLocks(SharedRegion.open(name));
    }

    static TestLocks openReadOnly(String name) {
        return new TestLocks(SharedRegion.builder(name).readOnly().open());
    }

    private static TestLocks initialized(SharedRegion region) {
        Attachment attachment = RegionAccess.attachment(region);
        SharedSemaphore.initialize(attachment, attachment.payloadOffset() + SEMAPHORE, PERMITS);
        SharedLatch.initialize(attachment, attachment.payloadOffset() + LATCH, COUNT);
        return new TestLocks(region);
    }

    static String freshName(String what) {
        return "test-" + what + "-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
    }

    /** Another attachment. */
    TestLocks again() {
        return open(region.name());
    }

    String name() {
        return region.name();
    }

    long word(int index) {
        return RawMemory.getLongVolatile(address(index));
    }

    void put(int index, long value) {
        RawMemory.putLongVolatile(address(index), value);
    }

    boolean compareAndSet(int index, long expected, long value) {
        return RawMemory.compareAndSetLong(address(index), expected, value);
    }

    private long address(int index) {
        attachment.memory().checkReadable();
        return attachment.memory().addressOf(attachment.payloadOffset() + 8L * index, 8);
    }

    /** Changes what the lock guards: torn in between. */
    void increment() {
        put(0, word(0) + 1);
        put(1, word(1) + 1);
    }

    void repair() {
        put(1, word(0));
    }

    void checkEqual() {
        long first = word(0);
        long second = word(1);
        if (first != second) throw new AssertionError("torn: " + first + " and " + second);
    }

    /** A {@link Contender}'s turn: reads, writes, and uses two permits, so far as it gets them. */
    boolean contend() throws InterruptedException {
        if (semaphore.tryAcquire(2, CONTENDING)) {
            LockSupport.parkNanos(HOLDING_NANOS);
            semaphore.release(2);
        }
        if (!lock.readLock().tryLock(CONTENDING)) return false;
        checkEqual();
        LockSupport.parkNanos(HOLDING_NANOS);
        lock.readLock().unlock();
        if (!lock.writeLock().tryLock(CONTENDING)) return false;
        increment();
        LockSupport.parkNanos(HOLDING_NANOS);
        checkEqual();
        lock.writeLock().unlock();
        return true;
    }

    @Override
    public void close() {
        region.close();
    }
}
