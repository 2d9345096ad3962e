package dev.shm;

import dev.shm.FuzzTemplate.Part;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Calls everything that a region offers, at random, and judges the answers: what the damage is not in must go right;
 * else there is a right answer or an exception of ours.
 */
final class FuzzUser {
    private static final Duration BRIEFLY = Duration.ofMillis(2);
    private static final int HALF = FuzzTemplate.PAYLOAD / 2;

    final SharedRegion region;
    private final Random dice;
    private final FuzzWatch watch;

    /** What is damaged, or used by others meanwhile. */
    private final Set<Part> damaged;

    /** What may name a live attachment as its owner: there, nobody may wait without a deadline. */
    private final Set<Part> liveNamed;

    private final boolean readOnly;

    /** Whether a forged header said where the payload is. */
    private boolean openedForged;

    /** Whether others change what can be changed. */
    private boolean amongOthers;

    private final byte[] payload = FuzzTemplate.pattern();
    private long first = FuzzTemplate.FIRST;
    private int made;
    private @Nullable Counter counter;

    /** The exception that the last call ended with. */
    @Nullable
    Exception last;

    FuzzUser(
            SharedRegion region,
            Random dice,
            FuzzWatch watch,
            Set<Part> damaged,
            Set<Part> liveNamed,
            boolean readOnly) {
        this.region = region;
        this.dice = dice;
        this.watch = watch;
        this.damaged = damaged;
        this.liveNamed = liveNamed;
        this.readOnly = readOnly;
        this.openedForged = damaged.contains(Part.FORGED);
    }

    /** One of many, for whom nothing is certain but the constant half of the payload. */
    static FuzzUser amongOthers(SharedRegion region, Random dice, boolean forged, FuzzWatch watch) {
        FuzzUser user = new FuzzUser(region, dice, watch, EnumSet.allOf(Part.class), EnumSet.allOf(Part.class), false);
        user.amongOthers = true;
        user.openedForged = forged;
        return user;
    }

    void callSomething() throws Exception {
        switch (dice.nextInt(22)) {
            case 0 -> call("read", this::checkPayload);
            case 1 -> call("write", this::writePayload);
            case 2, 3 -> call("struct", this::useStructs, Part.DIRECTORY_LOCK, Part.OBJECTS, Part.DIRECTORY);
            case 4 -> call("mutex", () -> useMutex(region.mutex(), Part.MUTEX), Part.MUTEX);
            case 5 ->
                call(
                        "named mutex",
                        () -> useMutex(region.mutex("mutex"), Part.NAMED_MUTEX),
                        ofObject(Part.NAMED_MUTEX));
            case 6 -> call("recover", () -> recover(region.mutex()), Part.MUTEX);
            case 7 -> call("recover named", () -> recover(region.mutex("mutex")), ofObject(Part.NAMED_MUTEX));
            case 8 ->
                call(
                        "read lock",
                        () -> use(region.readWriteLock("lock").readLock(), Part.READ_WRITE),
                        ofObject(Part.READ_WRITE));
            case 9 -> call("write lock", this::useWriteLock, ofObject(Part.READ_WRITE));
            case 10 -> call("read-write lock", this::askReadWriteLock, ofObject(Part.READ_WRITE));
            case 11 -> call("semaphore", this::useSemaphore, ofObject(Part.SEMAPHORE));
            case 12 -> call("latch", this::useLatch, ofObject(Part.LATCH));
            case 13, 14 -> call("new object", this::make, Part.OBJECTS, Part.DIRECTORY, Part.DIRECTORY_LOCK);
            case 15 -> call("identity", this::checkIdentity);
            case 16 -> call("list", this::list, Part.HEADER);
            case 17 -> call("wrong use", this::useWrongly);
            case 18 ->
                call(
                        "open",
                        this::openAgain,
                        Part.DIRECTORY_LOCK,
                        Part.MUTEX,
                        Part.HEADER,
                        Part.OBJECTS,
                        Part.DIRECTORY);
            case 19 ->
                call("open read-only", this::openReadOnly, Part.HEADER, Part.OBJECTS, Part.DIRECTORY, Part.LATCH);
            case 20 -> call("hold and close", this::holdAndClose, Part.values());
            default -> call("create", this::createWhereThereIsOne, Part.HEADER);
        }
    }

    private static Part[] ofObject(Part part) {
        return new Part[] {part, Part.OBJECTS, Part.DIRECTORY};
    }

    /** One call. An exception of ours is right only where what the call needs is damaged. */
    private void call(String what, FuzzWatch.Body body, Part... needs) throws Exception {
        try {
            watch.run(what, body);
            watch.count("call: right");
        } catch (SharedMemoryException | IllegalMonitorStateException e) {
            boolean readOnlyTold = readOnly && e instanceof ReadOnlyRegionException;
            if (!isSuspect(needs) && !readOnlyTold)
                throw new AssertionError(
                        what + " failed, and none of " + Arrays.toString(needs) + " is damaged, but " + damaged, e);
            if (e.getMessage() == null || e.getMessage().isBlank()) throw new AssertionError(what + ": no message", e);
            last = e;
            watch.count("call: " + e.getClass().getSimpleName());
        }
    }

    private boolean isSuspect(Part... needs) {
        boolean ofObjects = Arrays.asList(needs).contains(Part.DIRECTORY);
        return (ofObjects && damaged.contains(Part.FORGED)) || !Collections.disjoint(damaged, Arrays.asList(needs));
    }

    private void expect(boolean right, String what, Part... unless) {
        if (!right && !isSuspect(unless)) throw new AssertionError(what + ", and damaged is " + damaged);
    }

    private void checkPayload() {
        byte[] found = new byte[FuzzTemplate.PAYLOAD];
        if (region.read(0, found) != found.length && !openedForged) throw new AssertionError("a short payload");
        boolean same = amongOthers
                ? Arrays.equals(found, HALF, found.length, payload, HALF, found.length)
                : Arrays.equals(found, payload);
        if (!same && !openedForged) throw new AssertionError("payload changed");
    }

    private void writePayload() {
        if (amongOthers) return;
        byte[] some = new byte[1 + dice.nextInt(16)];
        dice.nextBytes(some);
        int at = dice.nextInt(HALF - some.length);
        region.write(at, some);
        System.arraycopy(some, 0, payload, at, some.length);
    }

    private void useStructs() {
        Counter bound = counter;
        if (bound != null && dice.nextBoolean()) {
            expect(bound.count() == first, "a bound struct changed", Part.DIRECTORY);
        } else {
            bound = region.struct("first", Counter.TYPE);
            expect(bound.count() == first, "the first struct changed to " + bound.count(), Part.DIRECTORY);
            long second = region.struct("second", Counter.TYPE).count();
            expect(second == FuzzTemplate.SECOND, "the second struct changed to " + second, Part.DIRECTORY);
            counter = bound;
        }
        if (amongOthers) return;
        long next = dice.nextLong();
        bound.count(next);
        first = next;
    }

    @SuppressWarnings("WaitNotInLoop") // only whether it returns is of interest
    private void useMutex(SharedMutex mutex, Part part) throws Exception {
        switch (dice.nextInt(6)) {
            case 0 -> use(mutex, part);
            case 1 -> {
                boolean held = mutex.tryLock(BRIEFLY);
                expect(held, "not locked in time", part);
                if (!held) return;
                try {
                    if (dice.nextBoolean() && !mayWaitForTheLiving(part))
                        mutex.newCondition().await(1, TimeUnit.MILLISECONDS);
                    else mutex.newCondition().signal();
                } finally {
                    mutex.unlock();
                }
            }
            case 2 -> mutex.holder().ifPresent(holder -> expect(false, "held by " + holder, part));
            case 3 -> {
                mutex.onOwnerDeath(() -> {});
                use(mutex, part);
            }
            case 4 -> {
                if (mayWaitForTheLiving(part)) return;
                mutex.lock();
                try {
                    if (!mutex.isHeldByCurrentThread()) throw new AssertionError("not held");
                } finally {
                    mutex.unlock();
                }
            }
            default -> {
                if (!mutex.tryLock()) return;
                try {
                    use(mutex, part);
                    if (!mutex.isHeldByCurrentThread()) throw new AssertionError("not held");
                } finally {
                    mutex.unlock();
                }
            }
        }
    }

    private void use(Lock lock, Part part) throws Exception {
        boolean held = dice.nextBoolean() ? lock.tryLock() : lock.tryLock(1, TimeUnit.MILLISECONDS);
        expect(held, "not locked", part);
        if (held) lock.unlock();
    }

    private static void recover(SharedMutex mutex) {
        mutex.recover(() -> {});
    }

    @SuppressWarnings("WaitNotInLoop") // only whether it returns is of interest
    private void useWriteLock() throws Exception {
        SharedReadWriteLock lock = region.readWriteLock("lock");
        boolean held = lock.writeLock().tryLock(BRIEFLY);
        expect(held, "not locked for writing", Part.READ_WRITE);
        if (!held) return;
        try {
            if (dice.nextBoolean()) use(lock.readLock(), Part.READ_WRITE);
            else if (!mayWaitForTheLiving(Part.READ_WRITE))
                lock.writeLock().newCondition().await(1, TimeUnit.MILLISECONDS);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void askReadWriteLock() {
        SharedReadWriteLock lock = region.readWriteLock("lock");
        expect(lock.readerCount() == 0, "readers that are none", Part.READ_WRITE);
        expect(lock.writer().isEmpty(), "a writer that is none", Part.READ_WRITE);
        if (dice.nextBoolean()) lock.onOwnerDeath(() -> {});
        expect(!lock.recover(() -> {}), "recovered without need", Part.READ_WRITE);
    }

    private void useSemaphore() throws Exception {
        SharedSemaphore semaphore = region.semaphore("semaphore", FuzzTemplate.PERMITS);
        int count = 1 + dice.nextInt(FuzzTemplate.PERMITS);
        boolean acquired = dice.nextBoolean() ? semaphore.tryAcquire(count) : semaphore.tryAcquire(count, BRIEFLY);
        expect(acquired, "not acquired", Part.SEMAPHORE);
        int free = semaphore.availablePermits();
        if (free < 0 || free > FuzzTemplate.PERMITS) throw new AssertionError(free + " permits are free");
        if (acquired) semaphore.release(count);
        else expect(semaphore.heldPermits() == 0, "permits held that are not", Part.SEMAPHORE);
    }

    private void useLatch() throws Exception {
        SharedLatch latch = region.latch("latch", FuzzTemplate.COUNT);
        long count = latch.getCount();
        if (count < 0) throw new AssertionError("count " + count);
        expect(count <= FuzzTemplate.COUNT, "count " + count, Part.LATCH);
        if (dice.nextInt(3) == 0) latch.countDown();
        boolean open = latch.await(1, TimeUnit.MILLISECONDS);
        expect(open == (latch.getCount() == 0), "await and count differ", Part.LATCH);
    }

    private void make() throws Exception {
        String name = "new-" + made++;
        try {
            if (dice.nextInt(3) > 0) {
                long value = region.struct(name, Counter.TYPE).count();
                expect(value == 0, "a new struct holds " + value, Part.DIRECTORY, Part.DIRECTORY_LOCK);
            } else if (dice.nextBoolean()) {
                expect(
                        region.semaphore(name, 2).tryAcquire(),
                        "no permit in a new semaphore",
                        Part.DIRECTORY,
                        Part.DIRECTORY_LOCK);
            } else {
                use(region.readWriteLock(name).writeLock(), Part.DIRECTORY);
            }
        } catch (RegionSpaceException e) {
            watch.count("call: RegionSpaceException"); // it may be full
        }
    }

    private void checkIdentity() {
        expect(region.origin() != Origin.CREATED, "created");
        expect(!region.isCreator(), "creator");
        expect(region.size() == FuzzTemplate.PAYLOAD, "size " + region.size(), Part.FORGED);
        expect(region.address() != 0, "no address");
        expect(region.toString().contains(region.name()), region.toString());
    }

    private void list() {
        boolean listed =
                SharedRegion.list().stream().anyMatch(info -> info.name().equals(region.name()));
        expect(listed, "not listed", Part.HEADER);
    }

    private void useWrongly() throws Exception {
        try {
            switch (dice.nextInt(6)) {
                case 0 -> region.unlock();
                case 1 -> region.struct("mutex", Counter.TYPE);
                case 2 -> region.struct("first", Counter.OTHER_TYPE);
                case 3 -> region.semaphore("semaphore", FuzzTemplate.PERMITS + 1);
                case 4 -> region.latch("latch", FuzzTemplate.COUNT + 1);
                default -> region.semaphore("semaphore", FuzzTemplate.PERMITS).release();
            }
        } catch (SharedMemoryException | IllegalMonitorStateException e) {
            return;
        }
        expect(false, "wrong use went well", Part.OBJECTS, Part.DIRECTORY, Part.SEMAPHORE, Part.LATCH);
    }

    private void openAgain() throws Exception {
        try (SharedRegion second = dice.nextBoolean()
                ? SharedRegion.open(region.name())
                : SharedRegion.openOrCreate(region.name(), FuzzTemplate.PAYLOAD)) {
            byte[] found = new byte[HALF];
            second.read(HALF, found);
            boolean same = Arrays.equals(found, 0, HALF, payload, HALF, 2 * HALF);
            expect(same, "payload changed", Part.FORGED);
            long value = second.struct("first", Counter.TYPE).count();
            if (!amongOthers)
                expect(value == first, "the first struct is another to a second attachment", Part.DIRECTORY);
            if (second.tryLock()) second.unlock();
        }
    }

    private void openReadOnly() throws Exception {
        try (SharedRegion second =
                SharedRegion.builder(region.name()).readOnly().open()) {
            byte[] found = new byte[HALF];
            second.read(HALF, found);
            boolean same = Arrays.equals(found, 0, HALF, payload, HALF, 2 * HALF);
            expect(same, "payload changed", Part.FORGED);
            long value = second.struct("first", Counter.TYPE).count();
            if (!amongOthers) expect(value == first, "the first struct is another to a reader", Part.DIRECTORY);
            second.mutex().holder();
            second.latch("latch", FuzzTemplate.COUNT).getCount();
        }
    }

    /** Dies, for the others. */
    private void holdAndClose() throws Exception {
        try (SharedRegion second = SharedRegion.open(region.name())) {
            switch (dice.nextInt(4)) {
                case 0 -> {
                    if (second.tryLock()) damaged.add(Part.MUTEX);
                }
                case 1 -> {
                    damaged.add(Part.NAMED_MUTEX);
                    second.mutex("mutex").tryLock();
                }
                case 2 -> {
                    damaged.add(Part.READ_WRITE);
                    second.readWriteLock("lock").writeLock().tryLock(BRIEFLY);
                }
                default -> {
                    damaged.add(Part.SEMAPHORE);
                    second.semaphore("semaphore", FuzzTemplate.PERMITS).tryAcquire();
                }
            }
        }
    }

    private void createWhereThereIsOne() {
        try {
            if (dice.nextBoolean()) SharedRegion.create(region.name(), 1).close();
            else
                SharedRegion.openOrCreate(region.name(), FuzzTemplate.PAYLOAD * 2L)
                        .close();
        } catch (RegionExistsException | LayoutMismatchException | CorruptRegionException e) {
            return;
        }
        expect(false, "created what was there", Part.HEADER);
    }

    /** Closes, again too, and sees that everything is refused from then on. */
    void close() throws Exception {
        watch.run("close", region::close);
        watch.run("close again", region::close);
        refused(() -> region.read(0, new byte[1]));
        refused(region::tryLock);
        refused(() -> region.struct("first", Counter.TYPE));
        Counter bound = counter;
        if (bound != null) refused(bound::count);
    }

    private void refused(FuzzWatch.Body body) throws Exception {
        try {
            watch.run("after close", body);
        } catch (RegionClosedException | ReadOnlyRegionException e) {
            return;
        }
        throw new AssertionError("after close went well");
    }

    private boolean mayWaitForTheLiving(Part part) {
        return liveNamed.contains(part);
    }
}
