package dev.shm.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shm.SharedRegion;
import dev.shm.collections.QueueOptions;
import dev.shm.testkit.NothingLeftBehind;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each damage that is planted is found, and the finding says which. Offsets are those of docs/memory-layout.md. */
@NothingLeftBehind
final class ShmVerifyTest {
    private static final int SEED = 40;
    private static final int MUTEX_WORD = 128;
    private static final int RESERVED_BYTES = 256;
    private static final int HEAP_TOUCHED = 264;
    private static final int NEWEST_OBJECT = 272;
    private static final int SLOT_9 = 512 + 8 * 64;
    private static final long INCONSISTENT = 1L << 30;

    private final TestRegion region = TestRegion.named("verify");

    @AfterEach
    void delete() {
        region.close();
    }

    /** Plants a damage. */
    private interface Damage {
        void plant(TestRegion region, JsonNode seen);
    }

    @Test
    void aHealthyRegionIsSound() {
        make();
        Ran ran = Ran.shm("verify", region.name()).ending(0);
        assertTrue(ran.out().startsWith("region '" + region.name() + "' is sound"), ran.out());
        assertTrue(Ran.shm("verify", region.name(), "--json")
                .ending(0)
                .json()
                .get("sound")
                .asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damageIsFoundAndNamed(String severity, String where, String message, Damage damage) {
        make();
        damage.plant(
                region, Ran.shm("inspect", region.name(), "--json").ending(0).json());
        byte[] before = region.content();
        int code = severity.equals("note") ? 0 : 1;
        Ran ran = Ran.shm("verify", region.name()).ending(code);
        String wanted = severity + ": " + where + ": ";
        assertTrue(
                ran.out().lines().anyMatch(line -> line.startsWith(wanted) && line.contains(message)),
                () -> "no " + wanted + "…" + message + " in\n" + ran);
        assertArrayEquals(before, region.content());
        JsonNode json = Ran.shm("verify", region.name(), "--json").ending(code).json();
        assertTrue(json.get("findings").toString().contains("\"where\":\"" + where + "\""), json::toString);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("error", "header", "checksum", (region, seen) -> region.putByte(SEED, region.getByte(SEED) ^ 1)),
                damage("error", "header", "does not start like a region", (region, seen) -> region.putLong(0, 0)),
                damage(
                        "error",
                        "header",
                        "reserved bytes 64 are not",
                        (region, seen) -> region.putLong(RESERVED_BYTES, 64)),
                damage("error", "header", "written part", (region, seen) -> region.putLong(HEAP_TOUCHED, -1)),
                damage(
                        "error",
                        "header",
                        "leads to offset 12345",
                        (region, seen) -> region.putLong(NEWEST_OBJECT, 12345)),
                damage(
                        "error",
                        "header",
                        "no sound object",
                        (region, seen) -> region.putByte(offset(seen, "best") + 1, 'x')),
                damage(
                        "error",
                        "processes.slot 9",
                        "bits of no meaning",
                        (region, seen) -> region.putInt(SLOT_9, 1 << 31)),
                damage("error", "mutex", "slot 4000", (region, seen) -> region.putLong(MUTEX_WORD, 4000)),
                damage("error", "mutex", "no owner", (region, seen) -> region.putLong(MUTEX_WORD, 7L << 32)),
                damage("warning", "mutex", "is dead", (region, seen) -> region.putLong(MUTEX_WORD, 1L << 12 | 3)),
                damage(
                        "warning",
                        "mutex",
                        "nobody has repaired",
                        (region, seen) -> region.putLong(MUTEX_WORD, INCONSISTENT)),
                damage(
                        "error",
                        "objects.best.values.symbol",
                        "length 899 of a text of at most 16",
                        (region, seen) -> region.putShort(body(seen, "best") + 22, 900)),
                damage(
                        "note",
                        "objects.best.values.side",
                        "ordinal 199 of an enum of 2",
                        (region, seen) -> region.putByte(body(seen, "best") + 20, 200)),
                damage(
                        "error",
                        "objects.licences",
                        "0 permits",
                        (region, seen) -> region.putInt(body(seen, "licences") + 64, 0)),
                damage(
                        "error",
                        "objects.licences.holders.slot 1",
                        "names slot 5",
                        (region, seen) -> region.putLong(body(seen, "licences") + 192 + 64, 1L << 32 | 5)),
                damage(
                        "error",
                        "objects.started",
                        "count is 9 of 3",
                        (region, seen) -> region.putInt(body(seen, "started"), 9)));
    }

    private static Arguments damage(String severity, String where, String message, Damage damage) {
        return Arguments.of(severity, where, message, damage);
    }

    @Test
    void damageOfAQueueIsFound() {
        QueueOptions pair = QueueOptions.defaults().singleProducer().singleConsumer();
        try (TradeQueue queue = TradeQueue.openOrCreate(region.name(), 8, pair)) {
            queue.offer(Holder.example());
        }
        JsonNode seen = Ran.shm("inspect", region.name(), "--json").ending(0).json();
        long body = body(seen, region.name());
        region.putLong(body + 256, 5); // head
        Ran found = Ran.shm("verify", region.name()).ending(1);
        assertTrue(found.out().contains("error: objects." + region.name() + ": head 5 and tail 1"), found.out());
        region.putLong(body, 7); // capacity
        found = Ran.shm("verify", region.name()).ending(1);
        assertTrue(found.out().contains("geometry is damaged: RingGeometry[capacity=7"), found.out());
    }

    @Test
    void damageOfAClaimIsFound() {
        try (TradeQueue queue = TradeQueue.openOrCreate(region.name(), 8)) {
            queue.offer(Holder.example());
        }
        JsonNode seen = Ran.shm("inspect", region.name(), "--json").ending(0).json();
        long word = body(seen, region.name()) + 640;
        region.putLong(word, 1L << 33 | 7L << 30);
        Ran found = Ran.shm("verify", region.name()).ending(1);
        assertTrue(found.out().contains("position 0 has the state 7"), found.out());
        region.putLong(word, 1L << 33 | 1L << 30 | 4000); // a claim of a slot that there is not
        found = Ran.shm("verify", region.name()).ending(1);
        assertTrue(found.out().contains(".claims.position 0: its owner would be in process slot 4000"), found.out());
    }

    private void make() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            open.struct("best", SharedTrade.TYPE).set(Holder.example());
            open.semaphore("licences", 5);
            open.latch("started", 3);
        }
    }

    private static long offset(JsonNode seen, String name) {
        return Ran.object(seen, name).get("offset").asLong();
    }

    private static long body(JsonNode seen, String name) {
        return Ran.object(seen, name).get("bodyOffset").asLong();
    }
}
