package dev.shm.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shm.SharedRegion;
import dev.shm.collections.Codec;
import dev.shm.collections.SharedSet;
import dev.shm.testkit.NothingLeftBehind;
import dev.shm.testkit.Proof;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever bytes a region has: output, or one of our errors, and never anything else. */
@NothingLeftBehind
final class ShmFuzzTest {
    private static final Set<Integer> ALLOWED = Set.of(ExitCode.OK, ExitCode.FINDINGS, ExitCode.DAMAGED);
    private static final int ROUNDS = Proof.shortOrFull(60, 20_000);

    private final TestRegion region = TestRegion.named("fuzz");
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @AfterEach
    void delete() {
        region.close();
    }

    @Test
    void anyBytesOfARegionGiveOutputOrAnError() {
        try (SharedRegion open = SharedRegion.create(region.name(), 64)) {
            open.struct("best", SharedTrade.TYPE).set(Holder.example());
            open.mutex("orders").lock();
            open.readWriteLock("prices").readLock().lock();
            open.semaphore("licences", 5);
            open.latch("started", 3);
        }
        scribble();
    }

    @Test
    void anyBytesOfAQueueGiveOutputOrAnError() {
        try (TradeQueue queue = TradeQueue.openOrCreate(region.name(), 8)) {
            queue.offer(Holder.example());
        }
        scribble();
    }

    @Test
    void anyBytesOfASetGiveOutputOrAnError() {
        try (SharedSet<String> set = SharedSet.create(region.name(), Codec.utf8())) {
            set.add("word");
        }
        scribble();
    }

    private void scribble() {
        JsonNode header =
                Ran.shm("inspect", region.name(), "--json").ending(0).json().get("header");
        byte[] healthy = region.content();
        int heap = 512 + 512 * 64 + 4096 & -4096;
        int end = Math.min(healthy.length, heap + header.get("heapUsedBytes").asInt());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = healthy.clone();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) damaged[place(heap, end)] = (byte) interesting();
            region.write(0, damaged);
            check("inspect", region.name());
            check("inspect", region.name(), "--layout", "--payload");
            Ran.parse(check("verify", region.name(), "--json").out());
            Ran shown = check("inspect", region.name(), "--json");
            if (shown.code() == 0) Ran.parse(shown.out());
        }
        region.write(0, healthy);
        Ran.shm("inspect", region.name()).ending(0);
    }

    /** Seldom where a checksum finds it at once; mostly in what changes at work. */
    private int place(int heap, int end) {
        return switch (random.nextInt(10)) {
            case 0 -> random.nextInt(128);
            case 1, 2 -> 128 + random.nextInt(256);
            case 3, 4 -> 512 + random.nextInt(4 * 64);
            default -> heap + random.nextInt(end - heap);
        };
    }

    private int interesting() {
        return random.nextBoolean() ? random.nextInt(256) : new int[] {0, 1, 0x7F, 0x80, 0xFF}[random.nextInt(5)];
    }

    private Ran check(String... args) {
        Ran ran = Ran.shm(args);
        assertTrue(ALLOWED.contains(ran.code()), () -> "seed " + seed + ": " + String.join(" ", args) + "\n" + ran);
        return ran;
    }
}
