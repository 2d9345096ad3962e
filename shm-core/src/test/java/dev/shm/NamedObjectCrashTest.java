package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.memory.KillPoints;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.FrozenSweep;
import dev.shm.testkit.KillAt;
import dev.shm.testkit.KillSweep;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is killed anywhere in making a named object leaves a region that the others use as if it had not. */
@NothingLeftBehind
@Timeout(600)
final class NamedObjectCrashTest {
    private static final long PROMPTLY_NANOS = 2_000_000_000L;
    private static final long PATTERN = 0x5A5A_0000_0000_0000L;

    /** Larger than what is reserved of a small region, so that the heap grows, and than what is zeroed in any case. */
    private static final long LARGE_BYTES = 66_000;

    /** Zeroed, word by word. */
    private static final long SMALL_BYTES = 400;

    /** Words of an object that its initializer writes; each is a kill point. */
    private static final int WORDS = 20;

    /** So many a contender makes at most, for each is looked for among all. */
    private static final long MAX_OBJECTS = 5_000;

    private final String name = FreshName.of("object");

    @BeforeEach
    void createRegion() {
        try (SharedRegion region = SharedRegion.create(name, 64)) {
            region.struct("before", Counter.TYPE).count(11);
        }
    }

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    private static RegionObject large(SharedRegion region, String object) {
        return blob(region, object, LARGE_BYTES);
    }

    private static RegionObject small(SharedRegion region, String object) {
        return blob(region, object, SMALL_BYTES);
    }

    private static RegionObject blob(SharedRegion region, String object, long bytes) {
        return RegionObject.in(
                region, object, new RegionObjectSpec("TESTBLOB", 1, Counter.LAYOUT, bytes, made -> fill(made, bytes)));
    }

    private static void fill(RegionObject made, long bytes) {
        MemoryScope memory = made.memory();
        long address = memory.addressOf(made.bodyOffset(), bytes);
        for (int i = 0; i < WORDS; i++) {
            assertEquals(0, RawMemory.getLong(address + 8L * i), "the body of a new object is zero");
            RawMemory.putLong(address + 8L * i, PATTERN + i);
        }
        for (long at = 8L * WORDS; at < bytes; at += 8) assertEquals(0, RawMemory.getLong(address + at));
    }

    private static void check(RegionObject object) {
        long address = object.memory().addressOf(object.bodyOffset(), SMALL_BYTES);
        for (int i = 0; i < WORDS; i++) assertEquals(PATTERN + i, RawMemory.getLong(address + 8L * i));
    }

    /** Everything that a user could want of the region, promptly. */
    private static void useAll(SharedRegion region) {
        long start = System.nanoTime();
        assertEquals(11, region.struct("before", Counter.TYPE).count());
        check(small(region, "small"));
        check(large(region, "large"));
        check(large(region, "larger"));
        region.struct("after", Counter.TYPE).count(12);
        assertEquals(12, region.struct("after", Counter.TYPE).count());
        SharedMutex guard = region.mutex("guard");
        guard.lock();
        try {
            region.struct("guarded", Counter.TYPE).count(1);
        } finally {
            guard.unlock();
        }
        assertEquals(11, region.struct("before", Counter.TYPE).count());
        check(large(region, "large"));
        assertTrue(System.nanoTime() - start < PROMPTLY_NANOS);
    }

    @Test
    void newProcessUsesTheRegionWhereverACreatorDied() {
        FrozenSweep.of("named object with growth")
                .files(Path.of("/dev/shm"), name, "." + name)
                .run(child(name), point -> {
                    try (SharedRegion region = SharedRegion.open(name)) {
                        useAll(region);
                    }
                    try (SharedRegion region = SharedRegion.open(name)) {
                        useAll(region);
                    }
                });
    }

    @Test
    void survivorUsesTheRegionWhereverACreatorDied() {
        KillSweep.of("named object with growth, beside a survivor")
                .limit(6)
                .oneAtATime()
                .run(
                        number -> {
                            SharedRegion.delete(name);
                            createRegion();
                            survivor = SharedRegion.open(name);
                            return child(name);
                        },
                        (number, died) -> {
                            try (SharedRegion region = survivor) {
                                useAll(region);
                            }
                        });
    }

    /** Who makes objects all the time. */
    @Test
    void thoseWhoWereThereGoOnBesideALiveContender() {
        Deque<SharedRegion> survivors = new ArrayDeque<>();
        Deque<Contender> contenders = new ArrayDeque<>();
        try (Peer newcomer = Peer.start()) {
            KillSweep.of("named object with growth, contended")
                    .limit(3)
                    .run(
                            number -> {
                                SharedRegion survivor = SharedRegion.create(64);
                                survivor.struct("before", Counter.TYPE).count(11);
                                survivors.add(survivor);
                                SharedRegion other = SharedRegion.open(survivor.name());
                                contenders.add(new Contender(() -> contend(other), other::close));
                                return child(survivor.name());
                            },
                            (number, died) -> {
                                try (SharedRegion survivor = survivors.remove();
                                        Contender contender = contenders.remove()) {
                                    useAll(survivor);
                                    newcomer.expect("ok", "open " + survivor.name());
                                    newcomer.expect("11", "count before");
                                    newcomer.expect("12", "count after");
                                    newcomer.expect("0", "count new");
                                    newcomer.expect("ok", "close");
                                    contender.assertGoesOn();
                                }
                            });
        }
    }

    private static boolean contend(SharedRegion region) {
        Counter made = region.struct("made", Counter.TYPE);
        long next = Math.min(made.count() + 1, MAX_OBJECTS);
        made.count(next);
        Counter counter = region.struct("made-" + next, Counter.TYPE);
        if (next < MAX_OBJECTS) assertEquals(0, counter.count());
        counter.count(next);
        return true;
    }

    @SuppressWarnings("NullAway.Init") // by each step of the sweep
    private SharedRegion survivor;

    private static ChildCommand child(String region) {
        return ChildJvm.of(Creator.class).args(region);
    }

    static final class Creator {
        private Creator() {}

        public static void main(String[] args) {
            SharedRegion region = SharedRegion.open(args[0]);
            KillAt.during(KillPoints::arm, KillPoints::disarm, () -> {
                small(region, "small");
                large(region, "large");
            });
        }
    }
}
