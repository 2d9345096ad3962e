package dev.shm.collections.internal.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three writers and a reader at full speed, in processes that map the region at different addresses; writers are killed
 * again and again at moments that nobody chose.
 */
@NothingLeftBehind
@Timeout(300)
class MapStormTest {
    private static final long SEED = Long.getLong("dev.shm.storm.seed", System.nanoTime());

    private final String name = "map-" + UUID.randomUUID();
    private final Random random = new Random(SEED);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void nothingIsLostTornOrOldAfterManyDeaths() {
        Duration length = Proof.shortOrFull(Duration.ofSeconds(3), Duration.ofSeconds(60));
        ChildJvm[] writers = new ChildJvm[MapStormChild.WRITERS];
        int kills = 0;
        try (TestMap map = TestMap.create(name, 64 * 131);
                ChildJvm reader = child("read", ForcedAddress.FIRST)) {
            try {
                for (int i = 0; i < writers.length; i++) writers[i] = child(Integer.toString(i), address(i));
                reader.awaitLine("ready");
                for (ChildJvm writer : writers) writer.awaitLine("ready");
                for (long end = System.nanoTime() + length.toNanos(); System.nanoTime() < end; kills++) {
                    LockSupport.parkNanos(random.nextInt(100_000_000));
                    int i = random.nextInt(writers.length);
                    writers[i].kill();
                    writers[i].close();
                    writers[i] = child(Integer.toString(i), address(i));
                    writers[i].awaitLine("ready");
                }
                for (ChildJvm writer : writers) {
                    writer.send("stop");
                    writer.awaitLine("stopped");
                }
                reader.send("stop");
                String reads = reader.awaitLine("reads: ");
                check(map);
                System.out.println(
                        "storm: seed " + SEED + ", " + kills + " killed, reads: " + reads + ", " + map.table.figures());
            } finally {
                for (ChildJvm writer : writers) if (writer != null) writer.close();
            }
        } finally {
            TestMap.delete(name);
        }
    }

    private void check(TestMap map) {
        LongFile intended = LongFile.open(directory.resolve("intended"), MapStormChild.KEYS);
        LongFile committed = LongFile.open(directory.resolve("committed"), MapStormChild.KEYS);
        long present = 0;
        for (int key = 0; key < MapStormChild.KEYS; key++) {
            MapStormChild.settle(map, intended, committed, key);
            if (committed.get(key) != MapStormChild.ABSENT) present++;
        }
        assertEquals(List.of(), map.table.verify());
        assertEquals(present, map.size());
    }

    private ChildJvm child(String role, long address) {
        return ChildJvm.of(MapStormChild.class)
                .args(role, name, directory.toString(), Long.toString(random.nextLong()))
                .mapAt(address)
                .start();
    }

    private static long address(int writer) {
        return ForcedAddress.SECOND + writer * 4L * ForcedAddress.STEP;
    }
}
