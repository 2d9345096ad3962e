package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.LockHolder;
import dev.shm.OwnerDiedException;
import dev.shm.RegionInfo;
import dev.shm.RegionInfo.AttachedProcess;
import dev.shm.RegionNotFoundException;
import dev.shm.SharedMutex;
import dev.shm.SharedRegion;
import dev.shm.testkit.CProgram;
import dev.shm.testkit.Child;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in C, written from {@code docs/memory-layout.md} alone, joins a region of this JVM: reads and writes a
 * struct and takes both kinds of mutex against it. Skipped where there is no C compiler.
 */
@NothingLeftBehind
@Timeout(120)
@SuppressWarnings("LockNotBeforeTry") // a failed test needs no unlocking
final class CProcessTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @TempDir
    static Path folder;

    private static CProgram program;

    private final String name = "c-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private SharedRegion region;
    private SharedMutex mutex;
    private SharedMutex named;
    private SharedPosition position;

    @BeforeAll
    static void compile() {
        CProgram.assumeCompiler();
        program = CProgram.compile(CProcessTest.class, folder, "c_peer.c", "region.h");
    }

    @BeforeEach
    void create() {
        region = SharedRegion.create(name, 256);
        mutex = region.mutex();
        position = region.struct("best", SharedPosition.TYPE);
        named = region.mutex("door");
        region.struct("other", SharedPosition.TYPE).id(-1);
    }

    @AfterEach
    void delete() {
        region.close();
        SharedRegion.delete(name);
    }

    private Child peer() {
        Child peer = program.start(name, "door", "best");
        assertEquals("ready", answer(peer));
        return peer;
    }

    private static String answer(Child peer) {
        return peer.awaitLine("= ");
    }

    private static void expect(String answer, Child peer, String command) {
        peer.send(command);
        assertEquals(answer, answer(peer), () -> command + "\n" + peer.transcript());
    }

    private static void leave(Child peer) {
        expect("left", peer, "leave");
        peer.awaitSuccess();
    }

    @Test
    void readsWhatThisJvmWrote() {
        try (Child peer = peer()) {
            expect("0 0 0 0 0 0 0.000 0.000 0 null null 0 0 0 0.000", peer, "show");
            position.open(true)
                    .tiny((byte) -1)
                    .small((short) 300)
                    .letter('€')
                    .count(-70_000)
                    .id(1L << 40);
            position.ratio(0.5f)
                    .price(-2.25)
                    .side(Position.Side.SELL)
                    .symbol("12345678")
                    .note("größer als 1");
            position.flag(true).lot(9).version(Long.MIN_VALUE).mark(1e6);
            String numbers = "1 -1 300 8364 -70000 1099511627776 0.500 -2.250 2";
            expect(numbers + " 12345678 größer als 1 1 9 -9223372036854775808 1000000.000", peer, "show");
            position.symbol("").note(null);
            expect(numbers + "  null 1 9 -9223372036854775808 1000000.000", peer, "show");
            leave(peer);
        }
    }

    @Test
    void writesWhatThisJvmReads() {
        try (Child peer = peer()) {
            expect("ok", peer, "fill");
            assertTrue(position.open());
            assertEquals(-8, position.tiny());
            assertEquals(-1600, position.small());
            assertEquals('€', position.letter());
            assertEquals(-320_000, position.count());
            assertEquals(-6_400_000_000L, position.id());
            assertEquals(0.25f, position.ratio());
            assertEquals(101.5, position.price());
            assertEquals(Position.Side.SELL, position.side());
            assertEquals("GCC ", position.symbol());
            assertEquals("written in C, €", position.note());
            assertTrue(position.flag());
            assertEquals(7, position.lot());
            assertEquals(Long.MAX_VALUE, position.version());
            assertEquals(-0.5, position.mark());
            leave(peer);
        }
    }

    @Test
    void bothMutexesExcludeTheOther() {
        try (Child peer = peer()) {
            expect("ok", peer, "lock");
            assertFalse(mutex.tryLock());
            expect("ok", peer, "lock named");
            assertFalse(named.tryLock());
            expect("ok", peer, "unlock");
            assertTrue(mutex.tryLock());
            peer.send("lock");
            // It sleeps by now, or will: either way this unlock lets it in.
            mutex.unlock();
            assertEquals("ok", answer(peer));
            expect("ok", peer, "unlock");
            expect("ok", peer, "unlock named");
            named.lock();
            named.unlock();
            leave(peer);
        }
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // yields to be found holding, no more
    void neitherIsLetInWhileTheOtherIs() {
        int rounds = Proof.shortOrFull(200_000, 3_000_000);
        try (Child peer = peer()) {
            peer.send("contend " + rounds);
            int mixed = 0;
            long last = 0;
            for (int i = 0; i < rounds; i++) {
                mutex.lock();
                try {
                    long id = position.id();
                    assertEquals(id, position.version());
                    if (id != last) mixed++;
                    last = id + 1;
                    position.id(last).version(last);
                    if (i % 256 == 0) Thread.yield(); // so that the other meets a lock that is held, and sleeps
                } finally {
                    mutex.unlock();
                }
            }
            assertEquals("ok", answer(peer), peer::transcript);
            assertEquals(2L * rounds, position.id());
            assertEquals(2L * rounds, position.version());
            assertTrue(mixed > 1, "they never met: " + mixed);
            System.out.println("C and JVM took the mutex from each other " + mixed + " times in " + 2 * rounds);
            leave(peer);
        }
    }

    @Test
    void itsDeathWithTheMutexIsFound() {
        try (Child peer = peer()) {
            expect("ok", peer, "lock");
            expect("ok", peer, "lock named");
            peer.kill();
        }
        assertThrows(OwnerDiedException.class, mutex::lock);
        assertTrue(mutex.recover(() -> position.id(5)));
        mutex.lock();
        mutex.unlock();
        AtomicInteger repairs = new AtomicInteger();
        named.onOwnerDeath(repairs::incrementAndGet);
        named.lock();
        assertEquals(1, repairs.get());
        named.unlock();
    }

    @Test
    void itsDeathWakesAJvmThatWaits() {
        AtomicInteger repairs = new AtomicInteger();
        mutex.onOwnerDeath(repairs::incrementAndGet);
        try (Child peer = peer()) {
            expect("ok", peer, "lock");
            Thread killer = new Thread(() -> {
                // Set by this JVM's thread before it sleeps.
                while (mutex.holder().map(LockHolder::seenSince).isEmpty()) Thread.onSpinWait();
                peer.kill();
            });
            killer.start();
            mutex.lock();
            mutex.unlock();
        }
        assertEquals(1, repairs.get());
    }

    @Test
    void itFindsTheDeathOfAJvmWithTheMutex() {
        try (Child peer = peer();
                ChildJvm holder = ChildJvm.of(Holder.class).args(name).start()) {
            holder.awaitLine("holding");
            peer.send("lock");
            holder.kill();
            assertEquals("owner died", answer(peer));
            assertFalse(mutex.tryLock());
            expect("ok", peer, "repaired");
            expect("ok", peer, "unlock");
            mutex.lock();
            mutex.unlock();
            leave(peer);
        }
    }

    @Test
    void anotherOfItsKindFindsItsDeath() {
        try (Child first = peer();
                Child second = peer()) {
            expect("ok", first, "lock named");
            second.send("lock named");
            first.kill();
            assertEquals("owner died", answer(second));
            expect("ok", second, "repaired named");
            expect("ok", second, "unlock named");
            named.lock();
            named.unlock();
            leave(second);
        }
    }

    @Test
    void showsAsAnyOtherProcess() {
        try (Child peer = peer()) {
            expect("ok", peer, "lock");
            LockHolder holder = mutex.holder().orElseThrow();
            assertEquals(peer.pid(), holder.pid());
            assertEquals(peer.pid(), holder.threadId());
            assertTrue(holder.isAlive());
            assertTrue(attachment(peer).isAlive());
            expect("ok", peer, "unlock");
            leave(peer);
        }
        assertEquals(1, listed().attached().size(), () -> listed().toString());
    }

    @Test
    void showsAsDeadWhenItWasKilled() {
        try (Child peer = peer()) {
            peer.kill();
            assertFalse(attachment(peer).isAlive());
        }
    }

    @Test
    void takesTheNameAwayWithTheLastAttachment() {
        String brief;
        Child peer;
        try (SharedRegion made = SharedRegion.create(64)) {
            brief = made.name();
            made.mutex("door");
            made.struct("best", SharedPosition.TYPE);
            peer = program.start(brief, "door", "best");
            assertEquals("ready", answer(peer));
        }
        try (peer) {
            SharedRegion.open(brief).close();
            leave(peer);
        }
        assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(brief));
    }

    private AttachedProcess attachment(Child peer) {
        return listed().attached().stream()
                .filter(each -> each.pid() == peer.pid())
                .findAny()
                .orElseThrow(() -> new AssertionError(listed().toString()));
    }

    private RegionInfo listed() {
        return SharedRegion.list().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
