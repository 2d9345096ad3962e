package dev.shm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.internal.platform.Platforms;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import dev.shm.memory.RawMemory;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing against every use at once. In children, so that a crash of the JVM is seen as one. */
@NothingLeftBehind
@Timeout(300)
final class SafeCloseTest {
    private static String run(Class<?> main, String... jvmArgs) {
        try (ChildJvm child =
                ChildJvm.of(main).args(FreshName.of("close")).jvmArgs(jvmArgs).start()) {
            String said = child.awaitLine("done", Duration.ofMinutes(4));
            child.awaitSuccess();
            return said;
        }
    }

    @Test
    void closeAgainstReadersAndWritersOnlyRefuses() {
        System.out.println("close against use, compiled: " + run(Hammered.class, "-XX:TieredStopAtLevel=4"));
    }

    @Test
    void closeAgainstUseInTheInterpreterOnlyRefuses() {
        System.out.println("close against use, interpreted: " + run(Hammered.class, "-Xint"));
    }

    @Test
    void regionOfATebibyteCloses() {
        assumeTrue(
                Platforms.current().sizeLimit() > 1L << 41,
                "the limits of this process (ulimit -f, -v) allow no file of 1 TiB");
        run(Tebibyte.class);
    }

    @Test
    void droppedRegionsGiveBackDescriptorsAndMappings() {
        System.out.println("dropped regions: " + run(Dropped.class, "-Xmx64m"));
    }

    /** Closes regions that other threads use in every way. */
    static final class Hammered {
        private static final int SIZE = 64 << 10;

        private final SharedRegion region;
        private final AtomicReference<Throwable> unexpected = new AtomicReference<>();

        private Hammered(SharedRegion region) {
            this.region = region;
        }

        public static void main(String[] args) throws InterruptedException {
            int most = Proof.shortOrFull(1000, 5000);
            int least = 100;
            long end = System.nanoTime()
                    + Proof.shortOrFull(Duration.ofSeconds(3), Duration.ofMinutes(2))
                            .toNanos();
            int round = 0;
            while (round < most && (round < least || System.nanoTime() < end)) {
                new Hammered(SharedRegion.openOrCreate(args[0], SIZE)).round(round);
                round++;
            }
            SharedRegion.delete(args[0]);
            Handshake.say("done " + round + " rounds");
        }

        @SuppressWarnings("WaitNotInLoop") // it waits for the close
        private void round(int number) throws InterruptedException {
            byte[] large = new byte[SIZE];
            List<Runnable> uses = List.of(
                    () -> region.read(3, large.clone()),
                    () -> region.write(5, large),
                    () -> Words.add(region, 8, 1),
                    () -> {
                        region.lock();
                        region.unlock();
                    },
                    () -> {
                        if (region.tryLock()) region.unlock();
                    },
                    () -> {
                        region.lock();
                        try {
                            region.mutex().newCondition().awaitNanos(100_000);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        } finally {
                            region.unlock();
                        }
                    });
            List<Thread> threads = new ArrayList<>();
            for (Runnable use : uses) {
                Thread thread = new Thread(() -> useUntilClosed(use));
                threads.add(thread);
                thread.start();
            }
            // A different moment each time.
            long until = System.nanoTime() + number % 100 * 20_000L;
            while (System.nanoTime() < until) Thread.onSpinWait();
            region.close();
            for (Thread thread : threads) {
                thread.join(30_000);
                if (thread.isAlive()) {
                    unexpected.compareAndSet(null, new AssertionError("hangs in round " + number + ": " + thread));
                }
            }
            Throwable found = unexpected.get();
            if (found != null) throw new AssertionError("in round " + number, found);
        }

        private void useUntilClosed(Runnable use) {
            try {
                while (true) use.run();
            } catch (RegionClosedException e) {
                // as it should be
            } catch (OwnerDiedException e) {
                // A round before closed with the lock held.
                recoverAndGoOn(use);
            } catch (Throwable e) {
                unexpected.compareAndSet(null, e);
            }
        }

        private void recoverAndGoOn(Runnable use) {
            try {
                region.mutex().recover(() -> {});
                useUntilClosed(use);
            } catch (RegionClosedException e) {
                // as above
            } catch (Throwable e) {
                unexpected.compareAndSet(null, e);
            }
        }
    }

    /** Closes a region much larger than the machine's memory, and stores once more through an old address. */
    static final class Tebibyte {
        private Tebibyte() {}

        public static void main(String[] args) {
            RegionPath path = RegionPath.of(args[0]);
            Attachment attachment = RegionOpening.open(
                    RegionRequest.make(path, Mode.CREATE, 4096).maxBytes(1L << 40));
            long late = attachment.memory().base() + (1L << 40) - 4096;
            attachment.close();
            RawMemory.putLong(late, 1);
            RawMemory.putLong(attachment.memory().base(), 1);
            Reference.reachabilityFence(attachment.memory());
            Attachment again = RegionOpening.open(RegionRequest.open(path));
            again.close();
            RegionOpening.delete(path);
            Handshake.say("done");
        }
    }

    /** Drops regions without closing them. */
    static final class Dropped {
        private Dropped() {}

        public static void main(String[] args) throws IOException {
            int count = Proof.shortOrFull(1_000, 10_000);
            SharedRegion.create(args[0], 4096).close();
            long mappings = mappings(args[0]);
            long descriptors = descriptors();
            byte[] garbage = new byte[0];
            for (int i = 0; i < count; i++) {
                SharedRegion dropped = SharedRegion.open(args[0]);
                dropped.write(0, new byte[64]);
                garbage = new byte[100_000 + garbage.length % 7];
                if (i % 100 == 99) System.gc();
            }
            long end = System.nanoTime() + 30_000_000_000L;
            while (mappings(args[0]) > mappings || descriptors() > descriptors) {
                System.gc();
                Thread.onSpinWait(); // for the cleaner's thread
                if (System.nanoTime() > end) {
                    throw new AssertionError("before: " + mappings + " mappings, " + descriptors + " descriptors; now "
                            + mappings(args[0]) + ", " + descriptors());
                }
            }
            SharedRegion.delete(args[0]);
            Handshake.say("done " + count);
        }

        private static long mappings(String name) throws IOException {
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
                return lines.filter(line -> line.contains(name)).count();
            }
        }

        private static long descriptors() throws IOException {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return open.count();
            }
        }
    }

    @Test
    void closedRegionsGiveBackTheirAddressesOnceUnreachable() throws IOException {
        long before = anonymousMappings();
        for (int i = 0; i < 200; i++) SharedRegion.create(4096).close();
        long end = System.nanoTime() + 30_000_000_000L;
        while (anonymousMappings() > before + 50) {
            System.gc();
            assertTrue(System.nanoTime() < end, "before " + before + ", now " + anonymousMappings());
        }
    }

    /** Of about the size of a region. */
    private static long anonymousMappings() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.endsWith(" 0 ") || line.matches(".* 00000000 00:00 0\\s*"))
                    .count();
        }
    }
}
