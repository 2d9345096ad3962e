package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes use one lock, one semaphore, one latch while random ones are killed and replaced. */
@NothingLeftBehind
@Timeout(400)
@SuppressWarnings("LockNotBeforeTry") // what is killed unlocks nothing
final class SharedLocksStormTest {
    private static final Duration LENGTH = Proof.shortOrFull(Duration.ofSeconds(3), Duration.ofSeconds(60));
    private static final Duration PROMPTLY = Duration.ofSeconds(10);
    private static final int PROCESSES = 3;

    private static final int READS = 16;
    private static final int WRITES = 17;
    private static final int ACQUIRED = 18;
    private static final int REPAIRS = 19;
    private static final int TORN = 20;

    /** One for each permit: the owner token of who uses it. */
    private static final int SEATS = 64;

    @Test
    void readersSeeWholeChangesThroughAStormOfKills() throws Exception {
        storm("readwrite", "write", "write", "read");
    }

    @Test
    void permitsAreNeverExceededNorLost() throws Exception {
        storm("semaphore", "permit", "permit", "permits");
    }

    private static void storm(String name, String... roles) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<ChildJvm> workers = new ArrayList<>();
        List<Long> afterDeath = new ArrayList<>();
        int kills = 0;
        try (TestLocks locks = TestLocks.create()) {
            locks.lock.onOwnerDeath(() -> repair(locks));
            for (int i = 0; i < PROCESSES; i++) workers.add(start(locks, roles[i]));
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                int chosen = random.nextInt(PROCESSES);
                ChildJvm victim = workers.get(chosen);
                victim.awaitLine("working");
                long next = System.nanoTime() + random.nextInt(100) * 1_000_000L;
                do use(locks, roles[chosen]); // the time until the next kill is spent in using
                while (System.nanoTime() < next);
                // And then a while in which the victim has things to itself, so that it dies holding them.
                next = System.nanoTime() + random.nextInt(2_000_000);
                while (System.nanoTime() < next) Thread.onSpinWait();
                victim.kill();
                kills++;
                long dead = System.nanoTime();
                use(locks, roles[chosen]);
                afterDeath.add((System.nanoTime() - dead) / 1000);
                workers.set(chosen, start(locks, roles[chosen]));
            }
            for (ChildJvm worker : workers) {
                worker.awaitLine("working");
                worker.kill(); // which fails if it has seen anything wrong
            }
            assertTrue(locks.lock.writeLock().tryLock(PROMPTLY));
            locks.checkEqual();
            locks.lock.writeLock().unlock();
            assertEquals(0, locks.lock.readerCount());
            assertTrue(locks.semaphore.tryAcquire(TestLocks.PERMITS, PROMPTLY));
            assertTrue(kills + PROCESSES < TestLocks.COUNT || locks.latch.await(PROMPTLY));
            afterDeath.sort(null);
            System.out.println("locks storm " + name + ": " + kills + " kills, " + locks.word(READS) + " reads, "
                    + locks.word(WRITES) + " writes, " + locks.word(REPAIRS) + " repairs, " + locks.word(TORN)
                    + " of torn pairs, "
                    + locks.word(ACQUIRED)
                    + " times permits (of the survivor); µs from reaping until the survivor was through: median "
                    + afterDeath.get(afterDeath.size() / 2) + ", max " + afterDeath.get(afterDeath.size() - 1));
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            workers.forEach(ChildJvm::close);
        }
    }

    private static ChildJvm start(TestLocks locks, String role) {
        return ChildJvm.of(Worker.class).args(role, locks.name()).start();
    }

    /** What the survivor does counts in words that it alone writes. */
    private static void use(TestLocks locks, String role) throws InterruptedException {
        if (role.startsWith("permit")) {
            permits(locks, role.equals("permits") ? 2 : 1);
            locks.put(ACQUIRED, locks.word(ACQUIRED) + 1);
        } else {
            read(locks);
            locks.put(READS, locks.word(READS) + 1);
            write(locks);
            locks.put(WRITES, locks.word(WRITES) + 1);
        }
    }

    private static void repair(TestLocks locks) {
        if (locks.word(0) != locks.word(1)) locks.put(TORN, locks.word(TORN) + 1);
        locks.repair();
        locks.put(REPAIRS, locks.word(REPAIRS) + 1);
    }

    private static void write(TestLocks locks) throws InterruptedException {
        if (!locks.lock.writeLock().tryLock(PROMPTLY))
            throw new AssertionError("no write lock: " + locks.lock.writer());
        locks.checkEqual();
        locks.put(0, locks.word(0) + 1);
        linger(locks);
        locks.put(1, locks.word(1) + 1);
        locks.lock.writeLock().unlock();
    }

    private static void read(TestLocks locks) throws InterruptedException {
        if (!locks.lock.readLock().tryLock(PROMPTLY)) throw new AssertionError("no read lock: " + locks.lock.writer());
        locks.checkEqual();
        linger(locks);
        locks.checkEqual();
        locks.lock.readLock().unlock();
    }

    private static void permits(TestLocks locks, int count) throws InterruptedException {
        if (!locks.semaphore.tryAcquire(count, PROMPTLY)) {
            throw new AssertionError("no permit, " + locks.semaphore.availablePermits() + " are free");
        }
        int[] seats = new int[count];
        for (int i = 0; i < count; i++) seats[i] = takeSeat(locks);
        linger(locks);
        for (int seat : seats) locks.put(seat, 0);
        locks.semaphore.release(count);
    }

    /** Who has a permit finds a seat that is free, or whose user is dead; if not, there were too many permits. */
    private static int takeSeat(TestLocks locks) {
        long end = System.nanoTime() + PROMPTLY.toNanos();
        do {
            for (int seat = SEATS; seat < SEATS + TestLocks.PERMITS; seat++) {
                int at = seat;
                long user = locks.word(at);
                long me = locks.attachment.owner();
                if (user == 0 && locks.compareAndSet(at, 0, me)) return at;
                if (user == 0 || user == me) continue;
                if (locks.attachment.ifDead((int) user, () -> locks.compareAndSet(at, user, me))) return at;
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("more users than permits");
    }

    /** Most deaths shall come here. */
    private static void linger(TestLocks locks) {
        for (int i = 0; i < 500; i++) locks.word(2);
    }

    /** Works until it is killed. */
    static final class Worker {
        private Worker() {}

        public static void main(String[] args) throws InterruptedException {
            TestLocks locks = TestLocks.open(args[1]);
            locks.lock.onOwnerDeath(() -> repair(locks));
            locks.latch.countDown();
            long round = 0;
            while (true) {
                switch (args[0]) {
                    case "read" -> read(locks);
                    case "write" -> write(locks);
                    case "permit" -> permits(locks, 1);
                    case "permits" -> permits(locks, 2);
                    default -> throw new IllegalArgumentException(args[0]);
                }
                if (++round == 20) Handshake.say("working");
            }
        }
    }
}
