package dev.shm.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shm.SharedRegion;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command looks at queues and topics that another process is at work at, and then died at. */
@NothingLeftBehind
final class ShmQueueProcessTest {
    private final TestRegion region = TestRegion.named("queues");

    @AfterEach
    void delete() {
        region.close();
    }

    @Test
    void seatsClaimsAndSubscribersAreShownWithTheirOwnersAliveAndDead() {
        SharedRegion.create(region.name(), 64).close();
        try (ChildJvm worker =
                ChildJvm.of(QueueHolder.class).args(region.name()).start()) {
            worker.awaitLine("at work");
            check(seen(), worker.pid(), "alive");
            String text = Ran.shm("inspect", region.name()).ending(0).out();
            assertTrue(text.contains("pid " + worker.pid() + ", "), text);
            worker.kill();
            check(seen(), worker.pid(), "dead");
            Ran found = Ran.shm("verify", region.name()).ending(0);
            for (String note : List.of(
                    "the next consumer skips it",
                    "the next consumer delivers it again",
                    "the seat is free for the next",
                    "the next publisher or subscriber frees its entry")) {
                assertTrue(found.out().contains(note), found.out());
            }
        }
    }

    @Test
    void watchShowsThemAsTheyChange() {
        SharedRegion.create(region.name(), 64).close();
        try (ChildJvm worker =
                ChildJvm.of(QueueHolder.class).args(region.name()).start()) {
            worker.awaitLine("at work");
            String looks = Ran.shm("watch", region.name(), "--json", "--count", "2", "--interval", "0.05")
                    .ending(0)
                    .out();
            assertEquals(2, looks.lines().count());
            String text =
                    Ran.shm("watch", region.name(), "--count", "1").ending(0).out();
            for (String shown : List.of("claims", "bytes", "ticks", "seats", "lag", "pid")) {
                assertTrue(looks.contains(shown), looks);
            }
            assertTrue(text.contains("ticks"), text);
            worker.send("end");
            worker.awaitSuccess();
        }
    }

    private JsonNode seen() {
        return Ran.shm("inspect", region.name(), "--json").ending(0).json();
    }

    private static void check(JsonNode seen, long pid, String state) {
        JsonNode seats = Ran.object(seen, "seats");
        for (String seat : List.of("producer", "consumer")) assertOwner(seats.get(seat), pid, state);
        assertCounts(seats, 1, 1);
        JsonNode claims = Ran.object(seen, "claims");
        assertCounts(claims, 2, 0);
        assertEquals(2, claims.get("end").asLong(), "also behind the hint");
        assertEquals(0, claims.get("size").asLong());
        assertEquals(2, claims.get("claimed").asLong());
        assertEquals("taken", claims.at("/claims/0/claim").asText());
        assertOwner(claims.at("/claims/0"), pid, state);
        assertEquals("writing", claims.at("/claims/1/claim").asText());
        assertOwner(claims.at("/claims/1"), pid, state);
        JsonNode bytes = Ran.object(seen, "bytes");
        assertEquals("byte queue", bytes.get("type").asText());
        assertEquals(1024, bytes.get("capacityBytes").asLong());
        assertEquals(1, bytes.get("size").asLong());
        assertEquals(3, bytes.at("/next/length").asLong());
        assertEquals("026869", bytes.at("/next/bytes").asText());
        assertOwner(bytes.at("/claims/0"), pid, state);
        JsonNode ticks = Ran.object(seen, "ticks");
        assertEquals("reliable", ticks.get("delivery").asText());
        assertOwner(ticks.at("/subscribers/0"), pid, state);
        assertEquals(1, ticks.at("/subscribers/0/position").asLong());
        assertEquals(4, ticks.at("/subscribers/0/lag").asLong());
        assertEquals(0, ticks.at("/subscribers/0/lost").asLong());
    }

    private static void assertCounts(JsonNode queue, long published, long consumed) {
        assertEquals(published, queue.get("published").asLong(), queue::toString);
        assertEquals(consumed, queue.get("consumed").asLong(), queue::toString);
        for (String none : List.of("skipped", "redelivered", "timesFull")) {
            assertEquals(0, queue.get(none).asLong(), queue::toString);
        }
    }

    private static void assertOwner(JsonNode owner, long pid, String state) {
        assertEquals(pid, owner.get("pid").asLong(), owner::toString);
        assertEquals(state, owner.get("state").asText(), owner::toString);
    }
}
