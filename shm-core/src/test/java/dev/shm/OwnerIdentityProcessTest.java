package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.internal.region.DeadSlots;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Process ids repeat, and each pid namespace counts its own. Who is dead is asked of the kernel's byte locks, so
 * neither makes the dead look alive, or the living dead.
 */
@NothingLeftBehind
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class OwnerIdentityProcessTest {
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

    /** In a namespace of its own, where pids are few and can be chosen. */
    @Test
    void deadHolderWhosePidAndSlotHaveALiveHolderIsFoundDead() {
        PidNamespace namespace = PidNamespace.assumed();
        try (ChildJvm driver =
                ChildJvm.of(PidReuse.class).prefix(namespace.command()).start()) {
            System.out.println("owner identity: " + driver.awaitLine("owner identity: "));
            driver.awaitSuccess();
        }
    }

    /** Its pid there is that of this process here, which lives on when it dies. */
    @Test
    void holderInAnotherPidNamespaceIsAliveUntilItDies() throws InterruptedException {
        PidNamespace namespace = PidNamespace.assumed();
        long here = ProcessHandle.current().pid();
        try (SharedRegion region = SharedRegion.create(256);
                Peer holder = Peer.start(Peer.command().prefix(namespace.commandWithPid(here)))) {
            holder.expect("ok", "open " + region.name());
            holder.expect("ok", "lock");
            LockHolder shown = region.mutex().holder().orElseThrow();
            assertEquals(here, shown.pid(), "as its own namespace counts");
            assertTrue(shown.isAlive());
            assertFalse(region.tryLock(Proof.shortOrFull(Duration.ofMillis(500), Duration.ofSeconds(5))));
            assertFalse(region.mutex().recover(() -> {
                throw new AssertionError("alive is alive");
            }));
            holder.tell("die");
            long start = System.nanoTime();
            assertThrows(OwnerDiedException.class, region::lock);
            System.out.println("owner identity: a death in another pid namespace, found after µs: "
                    + (System.nanoTime() - start) / 1000);
            assertTrue(region.mutex().recover(() -> {}));
            holder.process().awaitExit();
        }
    }

    @Test
    void waiterInAnotherPidNamespaceTellsTheLivingFromTheDead() {
        PidNamespace namespace = PidNamespace.assumed();
        try (SharedRegion region = SharedRegion.create(256);
                Peer holder = Peer.joining(region.name());
                Peer waiter = Peer.start(Peer.command().prefix(namespace.command()))) {
            waiter.expect("ok", "open " + region.name());
            holder.expect("ok", "lock");
            waiter.expect("false", "tryLockFor 500"); // no process has the holder's pid there
            waiter.tell("lock");
            holder.kill();
            waiter.expectAnswer("OwnerDiedException");
            waiter.expect("true", "recover 0");
            region.lock();
            region.unlock();
            waiter.expect("ok", "close");
        }
    }

    /** Kills a holder and starts a process that gets its pid and its slot. */
    static final class PidReuse {
        private static final int ATTEMPTS = 200;

        private PidReuse() {}

        public static void main(String[] args) throws IOException {
            try (SharedRegion region = SharedRegion.create(256)) {
                long pid;
                LockHolder alive;
                try (Peer holder = Peer.joining(region.name())) {
                    holder.expect("ok", "lock");
                    pid = holder.process().pid();
                    alive = region.mutex().holder().orElseThrow();
                    assertEquals(pid, alive.pid());
                    assertTrue(alive.isAlive());
                    holder.kill();
                }
                DeadSlots.fill(region); // so that whoever comes takes the slot of the dead
                try (Peer namesake = startWithPid(pid)) {
                    assertEquals(pid, namesake.process().pid());
                    assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
                    namesake.expect("ok", "open " + region.name());
                    assertFalse(region.mutex().holder().map(LockHolder::isAlive).orElse(false));
                    assertThrows(OwnerDiedException.class, region::lock);
                    namesake.expect("OwnerDiedException", "lock");
                    assertTrue(region.mutex().recover(() -> {}));
                    namesake.expect("ok", "lock");
                    LockHolder now = region.mutex().holder().orElseThrow();
                    assertEquals(pid, now.pid());
                    assertTrue(now.isAlive());
                    assertNotEquals(alive.acquisitions(), now.acquisitions());
                    assertFalse(region.tryLock());
                    namesake.expect("ok", "unlock");
                    region.lock();
                    region.unlock();
                }
                Handshake.say("owner identity: pid " + pid + " was used again and its first user found dead");
            }
        }

        private static Peer startWithPid(long pid) throws IOException {
            for (int i = 0; i < ATTEMPTS; i++) {
                Files.writeString(LAST_PID, Long.toString(pid - 1));
                ChildJvm started = Peer.command().start();
                if (started.pid() == pid) return Peer.of(started);
                started.close(); // another thread was started between
            }
            throw new AssertionError("pid " + pid + " was not given again in " + ATTEMPTS + " attempts");
        }
    }
}
