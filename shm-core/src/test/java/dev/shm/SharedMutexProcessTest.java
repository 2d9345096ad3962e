package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class SharedMutexProcessTest {
    private final SharedRegion region = SharedRegion.create(256);
    private final SharedMutex mutex = region.mutex();

    @AfterEach
    void close() {
        region.close();
    }

    private Peer peer() {
        return Peer.joining(region.name());
    }

    private void awaitWord(long offset, long value) {
        while (Words.get(region, offset) != value) Thread.onSpinWait();
    }

    @Test
    void lockExcludesOtherProcesses() {
        try (Peer peer = Peer.start(Peer.command().mapAt(ForcedAddress.FIRST))) {
            peer.expect("ok", "open " + region.name());
            peer.expect("ok", "lock");
            assertFalse(mutex.tryLock());
            peer.expect("ok", "unlock");
            mutex.lock();
            peer.expect("false", "tryLock");
            peer.expect("false", "tryLockFor 30");
            peer.expect("IllegalMonitorStateException", "unlock");
            peer.tell("lock");
            mutex.unlock();
            peer.expectAnswer("ok");
            peer.expect("ok", "close");
            assertThrows(OwnerDiedException.class, mutex::lock);
        }
    }

    @Test
    void killedOwnerIsFoundBySleepersWithinABoundedTime() {
        int rounds = Proof.shortOrFull(6, 40);
        long[] micros = new long[rounds];
        try (Peer waiter = peer()) {
            for (int round = 0; round < rounds; round++) {
                try (Peer owner = peer()) {
                    owner.expect("ok", "lock");
                    waiter.tell("lock");
                    // Sleeping in its longest slices by then.
                    assertFalse(tryLockFor(Duration.ofMillis(150)));
                    long killed = System.nanoTime();
                    owner.kill();
                    waiter.expectAnswer("OwnerDiedException");
                    micros[round] = (waiter.answeredNanos() - killed) / 1000;
                    waiter.expect("OwnerDiedException", "tryLock");
                    assertThrows(OwnerDiedException.class, mutex::lock);
                    waiter.expect("true", "recover 0");
                    mutex.lock();
                    mutex.unlock();
                }
            }
        }
        Arrays.sort(micros);
        System.out.println(
                "owner's death to OwnerDiedException in a sleeper, µs from the SIGKILL on: " + Arrays.toString(micros));
        assertTrue(micros[rounds - 1] < 2_000_000, "far beyond what is promised: " + Arrays.toString(micros));
        assertEquals(rounds, Words.get(region, 0));
    }

    private boolean tryLockFor(Duration time) {
        try {
            return mutex.tryLock(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void repairOfAWaiterRunsWhenTheOwnerIsKilled() {
        try (Peer owner = peer();
                Peer waiter = peer()) {
            waiter.expect("ok", "onOwnerDeathAdd 8");
            owner.expect("ok", "lock");
            waiter.tell("lock");
            owner.kill();
            waiter.expectAnswer("ok");
            assertEquals(1, Words.get(region, 8));
            assertFalse(mutex.tryLock());
            waiter.expect("ok", "unlock");
            mutex.lock();
            mutex.unlock();
        }
    }

    @Test
    void killedRepairLeavesTheLockInNeedOfRepair() {
        try (Peer owner = peer();
                Peer repairer = peer()) {
            owner.expect("ok", "lock");
            owner.kill();
            repairer.tell("recoverAndDie");
            repairer.process().awaitExit();
            assertThrows(OwnerDiedException.class, mutex::lock);
            assertTrue(mutex.recover(() -> Words.put(region, 0, 1)));
            mutex.lock();
            mutex.unlock();
        }
    }

    @Test
    void waiterIsToldWhenARepairIsKilled() {
        try (Peer owner = peer();
                Peer repairer = peer();
                Peer waiter = peer()) {
            owner.expect("ok", "lock");
            owner.kill();
            assertThrows(OwnerDiedException.class, mutex::lock);
            repairer.tell("recoverAndWait");
            repairer.process().awaitLine("repairing");
            assertFalse(mutex.recover(() -> {}), "another repairs");
            waiter.tell("lock");
            repairer.kill();
            waiter.expectAnswer("OwnerDiedException");
            waiter.expect("true", "recover 0");
            mutex.lock();
            mutex.unlock();
        }
    }

    @Test
    void stoppedOwnerIsNeverRobbed() {
        try (Peer owner = peer();
                Peer waiter = peer()) {
            owner.expect("ok", "lock");
            owner.process().stop();
            waiter.expect("false", "tryLockFor " + Proof.shortOrFull(500, 5_000));
            assertFalse(tryLockFor(Proof.shortOrFull(Duration.ofMillis(500), Duration.ofSeconds(5))));
            assertFalse(mutex.recover(() -> {
                throw new AssertionError("alive is alive");
            }));
            owner.process().resume();
            owner.expect("ok", "unlock");
            mutex.lock();
            mutex.unlock();
        }
    }

    /** Its process never asks for the lock again, and another waits for it. */
    @Test
    void threadThatEndsWithTheLockIsFoundByItsOwnProcess() {
        assertEndedThreadIsFound("lockInThreadThatEnds");
    }

    @Test
    void virtualThreadThatEndsWithTheLockIsFoundByItsOwnProcess() {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need Java 21");
        assertEndedThreadIsFound("lockInVirtualThreadThatEnds");
    }

    private void assertEndedThreadIsFound(String command) {
        try (Peer owner = peer()) {
            owner.expect("ok", command);
            assertThrows(OwnerDiedException.class, mutex::lock);
            long micros = (System.nanoTime() - owner.answeredNanos()) / 1000;
            System.out.println("a thread's end to OwnerDiedException in another process, µs: " + micros);
            assertTrue(micros < 10_000_000, "promised is 1 s, found after µs: " + micros);
            assertTrue(mutex.recover(() -> {}));
            owner.expect("ok", "lock");
            owner.expect("ok", "unlock");
        }
    }

    @Test
    void holderInAPauseIsWaitedFor() {
        long millis = Proof.shortOrFull(1_000, 5_000);
        try (Peer owner = peer();
                Peer waiter = peer()) {
            owner.expect("ok", "lock");
            long start = System.nanoTime();
            waiter.tell("lock");
            owner.expect("ok", "unlockAfter " + millis);
            waiter.expectAnswer("ok");
            assertTrue(waiter.answeredNanos() - start >= millis * 1_000_000);
            waiter.expect("ok", "unlock");
        }
    }

    /** As in a long collection of garbage: no thread of the holder runs, then all do. */
    @Test
    void holderWhoseProcessPausesIsWaitedFor() {
        try (Peer owner = peer();
                Peer waiter = peer()) {
            owner.expect("ok", "lock");
            waiter.tell("lock");
            owner.process().stop();
            assertFalse(tryLockFor(Proof.shortOrFull(Duration.ofSeconds(1), Duration.ofSeconds(5))));
            owner.process().resume();
            owner.expect("ok", "unlock");
            waiter.expectAnswer("ok");
            waiter.expect("ok", "unlock");
        }
    }

    @Test
    void signalReachesAnotherProcess() {
        try (Peer waiter = peer()) {
            Condition condition = mutex.newCondition();
            for (int round = 1; round <= 20; round++) {
                waiter.expect("ok", "lock");
                waiter.tell("awaitWord 0");
                waiter.process().awaitLine("awaiting");
                mutex.lock();
                Words.put(region, 0, round);
                condition.signal();
                mutex.unlock();
                waiter.expectAnswer(Integer.toString(round));
                Words.put(region, 0, 0);
                waiter.expect("ok", "unlock");
            }
        }
    }

    @Test
    void killedWaiterTakesNoSignalFromOthers() throws InterruptedException {
        try (Peer killed = peer();
                Peer waiter = peer()) {
            for (Peer peer : new Peer[] {killed, waiter}) {
                peer.expect("ok", "lock");
                peer.tell("awaitWord 0");
                peer.process().awaitLine("awaiting");
            }
            mutex.lock();
            mutex.unlock();
            killed.kill();
            mutex.lock(); // healthy: a waiter holds nothing
            Words.put(region, 0, 3);
            mutex.newCondition().signal();
            mutex.unlock();
            waiter.expectAnswer("3");
        }
    }

    @Test
    void deathOfTheOneWhoWouldSignalEndsTheWait() {
        try (Peer signaller = peer();
                Peer waiter = peer()) {
            waiter.expect("ok", "lock");
            waiter.tell("awaitWord 0");
            waiter.process().awaitLine("awaiting");
            signaller.expect("ok", "lock");
            signaller.kill();
            waiter.expectAnswer("OwnerDiedException");
            waiter.expect("IllegalMonitorStateException", "unlock");
        }
    }

    /** The waiter finds the lock healthy again, and would wait for a signal that nobody is left to give. */
    @Test
    void repairBySomebodyElseEndsTheWait() {
        mutex.onOwnerDeath(() -> Words.put(region, 0, 7));
        try (Peer signaller = peer();
                Peer waiter = peer()) {
            waiter.expect("ok", "lock");
            waiter.tell("awaitWord 0");
            waiter.process().awaitLine("awaiting");
            signaller.expect("ok", "lock");
            waiter.process().stop(); // else it may find the death before the repair
            signaller.kill();
            mutex.lock();
            mutex.unlock();
            waiter.process().resume();
            waiter.expectAnswer("7");
            waiter.expect("ok", "unlock");
        }
    }

    @Test
    void lockIsFreeAgainAfterOwnersInTurnWereKilledAndRepaired() {
        mutex.onOwnerDeath(() -> Words.add(region, 16, 1));
        for (int round = 1; round <= 3; round++) {
            try (Peer owner = peer()) {
                owner.expect("ok", "lock");
                owner.kill();
            }
            mutex.lock();
            assertEquals(round, Words.get(region, 16));
            mutex.unlock();
        }
        awaitWord(16, 3);
    }
}
