package dev.shm.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shm.SharedRegion;
import dev.shm.collections.QueueOptions;
import dev.shm.collections.SharedValue;
import dev.shm.spi.RegionObject;
import dev.shm.spi.RegionObjectSpec;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NothingLeftBehind
final class ShmCommandTest {
    /** As docs/memory-layout.md has it. */
    private static final int SLOT_1_NAMESPACE = 512 + 24;

    private final TestRegion region = TestRegion.named("command");

    @AfterEach
    void delete() {
        region.close();
    }

    @Test
    void listTellsSizeAndUsers() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            String line = Ran.shm("list")
                    .ending(0)
                    .out()
                    .lines()
                    .filter(row -> row.startsWith(region.name()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(
                    line.matches("\\S+ +256 +[0-9,]+ +UNTIL_DELETED +"
                            + ProcessHandle.current().pid() + " +1 +0 .*"),
                    line);
            JsonNode rows = Ran.shm("list", "--json").ending(0).json().get("regions");
            JsonNode row = Ran.named(rows, open.name());
            assertEquals(256, row.get("payloadBytes").asInt());
            assertEquals(1, row.get("alive").asInt());
            assertFalse(Ran.shm("list", "--dead").ending(0).out().contains(open.name()));
        }
        assertTrue(Ran.shm("list", "--dead").ending(0).out().contains(region.name()));
    }

    @Test
    void inspectShowsEveryKindOfObject() throws InterruptedException {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            open.struct("best", SharedTrade.TYPE).set(Holder.example());
            open.readWriteLock("prices").readLock().lock();
            open.semaphore("licences", 5).acquire(2);
            open.latch("started", 3).countDown();
            open.mutex("orders").lock();
            JsonNode seen =
                    Ran.shm("inspect", "--json", region.name()).ending(0).json();
            assertEquals("MSFT", Ran.object(seen, "best").at("/values/symbol").asText());
            assertEquals("SELL", Ran.object(seen, "best").at("/values/side").asText());
            assertEquals(1, Ran.object(seen, "prices").get("readingThreads").asInt());
            assertEquals(3, Ran.object(seen, "licences").get("free").asInt());
            assertEquals(2, Ran.object(seen, "started").get("count").asInt());
            assertEquals("held", Ran.object(seen, "orders").get("state").asText());
            assertEquals(
                    Thread.currentThread().getId(),
                    Ran.object(seen, "orders").at("/holder/thread").asLong());
            assertEquals("free", seen.at("/mutex/state").asText());

            String text = Ran.shm("inspect", region.name(), "--layout", "--payload=32")
                    .ending(0)
                    .out();
            assertTrue(text.contains("symbol    MSFT"), text);
            assertTrue(
                    Ran.shm("inspect", "--payload", region.name())
                            .ending(0)
                            .out()
                            .contains("000000f0  00 00"),
                    "256 bytes, and the name is the region's");
            assertTrue(text.contains("| offset"), text);
            assertTrue(text.contains("00000010  00 00"), text);
            assertTrue(text.matches("(?s).*reading threads +1.*"), text);
        }
    }

    @Test
    void inspectCanShowOneObject() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            open.mutex("one");
            open.mutex("two");
            String text =
                    Ran.shm("inspect", open.name(), "--object", "two").ending(0).out();
            assertTrue(text.contains("mutex two") && !text.contains("mutex one"), text);
            Ran.shm("inspect", open.name(), "--object", "three").ending(3);
        }
    }

    @Test
    void inspectShowsAQueuesFillAndItsNextMessage() {
        QueueOptions pair = QueueOptions.defaults().singleProducer().singleConsumer();
        try (TradeQueue queue = TradeQueue.openOrCreate(region.name(), 8, pair)) {
            queue.offer(Holder.example());
            queue.offer(Holder.example());
            JsonNode seen = queueSeen(2);
            assertEquals(ProcessHandle.current().pid(), seen.at("/producer/pid").asLong());
            assertEquals("alive", seen.at("/producer/state").asText());
            Ran.shm("verify", region.name()).ending(0);
        }
    }

    @Test
    void inspectShowsWhatManyProducersHaveClaimed() {
        try (TradeQueue queue = TradeQueue.openOrCreate(region.name(), 8)) {
            queue.offer(Holder.example());
            queue.poll();
            for (int i = 0; i < 7; i++) queue.offer(Holder.example());
            queue.claim();
            JsonNode claim = queueSeen(7).at("/claims/0");
            assertEquals(8, claim.get("position").asLong());
            assertEquals("writing", claim.get("claim").asText());
            assertEquals(ProcessHandle.current().pid(), claim.get("pid").asLong());
            Ran.shm("verify", region.name()).ending(0);
            queue.abort();
        }
    }

    @Test
    void inspectShowsATopicsSubscribersAndTheirLag() {
        try (TradeTopic topic = TradeTopic.openOrCreate(region.name(), 8);
                TradeTopic.Subscription subscription = topic.subscribe()) {
            for (int i = 0; i < 20; i++) topic.publish(Holder.example());
            JsonNode seen = objectSeen();
            assertEquals("topic", seen.get("type").asText());
            assertEquals("lossy", seen.get("delivery").asText());
            assertEquals(20, seen.get("position").asLong());
            assertEquals(101.25, seen.at("/newest/price").asDouble());
            JsonNode subscriber = seen.at("/subscribers/0");
            assertEquals(ProcessHandle.current().pid(), subscriber.get("pid").asLong());
            assertEquals(0, subscriber.get("position").asLong());
            assertEquals(20, subscriber.get("lag").asLong());
            assertEquals(20, subscription.lag());
            Ran.shm("verify", region.name()).ending(0);
        }
    }

    /** Publishers of a large topic say seldom how far they are, and a large queue has many words. */
    @Test
    void inspectCountsAlsoWhatIsLarge() {
        try (TradeTopic topic = TradeTopic.openOrCreate(region.name(), 65_536);
                TradeTopic.Subscription subscription = topic.subscribe()) {
            assertEquals(0, subscription.lag());
            JsonNode empty = objectSeen();
            assertEquals(0, empty.get("position").asLong());
            assertTrue(empty.get("newest").isNull(), empty::toString);
            for (int i = 0; i < 50; i++) topic.publish(Holder.example());
            JsonNode seen = objectSeen();
            assertEquals(50, seen.get("position").asLong());
            assertEquals(50, seen.at("/subscribers/0/lag").asLong());
            assertEquals(50, subscription.lag());
        }
        SharedRegion.delete(region.name());
        try (TradeQueue queue = TradeQueue.openOrCreate(region.name(), 1 << 18)) {
            Trade trade = Holder.example();
            for (int i = 0; i < 200_000; i++) queue.offer(trade); // past the end of the ring
            for (int i = 0; i < 100_000; i++) queue.poll();
            for (int i = 0; i < 100_000; i++) queue.offer(trade);
            assertEquals(200_000, objectSeen().get("size").asLong());
            assertEquals(300_000, objectSeen().get("published").asLong());
            Ran.shm("verify", region.name()).ending(0);
        }
    }

    private JsonNode objectSeen() {
        return Ran.object(Ran.shm("inspect", region.name(), "--json").ending(0).json(), region.name());
    }

    @Test
    void inspectShowsTheLatestValue() {
        try (SharedValue<Trade> value = SharedValue.openOrCreate(region.name(), SharedTrade.TYPE)) {
            assertTrue(valueSeen().get("value").isNull());
            for (int i = 0; i < 3; i++) {
                value.set(Holder.example());
                JsonNode seen = valueSeen();
                assertEquals(i + 1, seen.get("timesSet").asLong());
                assertEquals(101.25, seen.at("/value/price").asDouble());
                assertTrue(seen.get("writer").isNull());
            }
            Ran.shm("verify", region.name()).ending(0);
        }
    }

    private JsonNode valueSeen() {
        JsonNode seen =
                Ran.object(Ran.shm("inspect", region.name(), "--json").ending(0).json(), region.name());
        assertEquals("value", seen.get("type").asText());
        return seen;
    }

    private JsonNode queueSeen(int size) {
        JsonNode seen = objectSeen();
        assertEquals("queue", seen.get("type").asText());
        assertEquals(8, seen.get("capacity").asInt());
        assertEquals(size, seen.get("size").asInt());
        assertEquals(101.25, seen.at("/next/price").asDouble());
        return seen;
    }

    @Test
    void lookingChangesNothing() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            open.struct("best", SharedTrade.TYPE).set(Holder.example());
            open.mutex("orders").lock();
            byte[] before = region.content();
            Ran.shm("inspect", open.name()).ending(0);
            Ran.shm("verify", open.name()).ending(0);
            Ran.shm("watch", open.name(), "--count", "2", "--interval", "0.001").ending(0);
            assertArrayEquals(before, region.content());
            assertEquals(
                    1,
                    SharedRegion.list().stream()
                            .filter(info -> info.name().equals(open.name()))
                            .findFirst()
                            .orElseThrow()
                            .attached()
                            .size());
        }
    }

    @Test
    void aProcessOfAnotherPidNamespaceIsMarked() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            region.putLong(SLOT_1_NAMESPACE, 1);
            JsonNode seen = Ran.shm("inspect", open.name(), "--json").ending(0).json();
            assertEquals("other", seen.at("/processes/0/namespace").asText());
            open.lock();
            String text = Ran.shm("inspect", open.name()).ending(0).out();
            assertTrue(text.contains("namespace other, slot 1, state alive"), text);
        }
    }

    @Test
    void anObjectOfAnUnknownKindIsShownAsSuch() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            RegionObject.in(open, "odd", new RegionObjectSpec("SHMWEIRD", 1, null, 64, made -> {}));
            String text = Ran.shm("inspect", open.name()).ending(0).out();
            assertTrue(text.contains("unknown odd   SHMWEIRD version 1"), text);
            assertTrue(Ran.shm("verify", open.name()).ending(0).out().contains("note: objects.odd"), text);
        }
    }

    @Test
    void textFromMemoryCannotSteerTheTerminal() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            open.struct("best", SharedTrade.TYPE).symbol("\033[2Jx\u202e");
            Ran ran = Ran.shm("inspect", open.name()).ending(0);
            assertTrue(ran.out().contains("symbol    \"\\u001b[2Jx\\u202e\""), ran.out());
            assertFalse(ran.out().contains("\033"));
            JsonNode seen = Ran.shm("inspect", open.name(), "--json").ending(0).json();
            assertEquals(
                    "\033[2Jx\u202e",
                    Ran.object(seen, "best").at("/values/symbol").asText());
        }
    }

    @Test
    void aRegionElsewhereIsNamedByItsPath() throws Exception {
        Path file = Files.createTempDirectory("shm-tools").resolve("else where");
        try (SharedRegion open =
                SharedRegion.builder("elsewhere").size(64).file(file).create()) {
            open.mutex("orders");
            assertTrue(Ran.shm("inspect", file.toString()).ending(0).out().contains("mutex orders"));
            Ran.shm("rm", file.toString()).ending(5);
        }
        Ran.shm("rm", file.toString()).ending(0);
        assertFalse(Files.exists(file));
        Files.delete(file.getParent());
    }

    @Test
    void watchShowsWhatChangesAndHowFast() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            SharedTrade trade = open.struct("best", SharedTrade.TYPE);
            CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> {
                while (!stop.get()) {
                    open.lock();
                    trade.id(trade.id() + 1);
                    open.unlock();
                }
            });
            List<String> lines = Ran.shm("watch", open.name(), "--json", "--count", "3", "--interval", "0.3")
                    .ending(0)
                    .out()
                    .lines()
                    .toList();
            String text = Ran.shm("watch", open.name(), "--count", "2", "--interval", "0.3")
                    .ending(0)
                    .out();
            stop.set(true);
            worker.get(60, TimeUnit.SECONDS);
            assertEquals(3, lines.size());
            JsonNode first = Ran.parse(lines.get(0));
            JsonNode last = Ran.parse(lines.get(2));
            String id = "objects.best.values.id";
            assertTrue(last.get("values").get(id).asLong()
                    > first.get("values").get(id).asLong());
            assertTrue(last.get("perSecond").get("mutex.acquisitions").asDouble() > 0);
            String second = text.substring(text.lastIndexOf("region '"));
            assertTrue(second.contains(id) && second.contains("mutex.acquisitions"), text);
            assertFalse(second.contains("objects.best.values.symbol"), text);
        }
    }

    @Test
    void watchEndsWhenTheRegionGoes() throws Exception {
        SharedRegion.create(region.name(), 256).close();
        CompletableFuture<Ran> watching =
                CompletableFuture.supplyAsync(() -> Ran.shm("watch", region.name(), "--interval", "0.01"));
        SharedRegion.delete(region.name());
        Ran ran = watching.get(60, TimeUnit.SECONDS);
        // Deleted before it was opened or after.
        assertTrue((ran.code() == 0 && ran.out().contains("is gone")) || ran.code() == 3, ran::toString);
    }

    @Test
    void removingNeedsThatNobodyUsesTheRegion() {
        try (SharedRegion open = SharedRegion.create(region.name(), 256)) {
            Ran refused = Ran.shm("rm", open.name()).ending(5);
            assertTrue(
                    refused.err()
                            .contains("in use by process "
                                    + ProcessHandle.current().pid()),
                    refused.err());
            assertTrue(Files.exists(region.file()));
            Ran.shm("rm", open.name(), "--force", "--json").ending(0);
            assertFalse(Files.exists(region.file()));
        }
        Ran.shm("rm", region.name()).ending(3);
    }

    /** One that cannot be removed keeps the others from nothing, and all is told. */
    @Test
    void removingGoesOnAfterOneThatCannotBe() {
        SharedRegion.create(region.name(), 256).close();
        TestRegion other = TestRegion.named("other");
        try (other) {
            SharedRegion.create(other.name(), 256).close();
            JsonNode done = Ran.shm("rm", "--json", region.name(), "not a name", other.name())
                    .ending(2)
                    .json();
            assertEquals(2, done.get("removed").size(), done.toString());
            assertEquals("not a name", done.at("/kept/0/name").asText());
            assertFalse(Files.exists(region.file()));
            assertFalse(Files.exists(other.file()));
        }
    }

    @Test
    void removingTheDeadNeedsAYes() {
        SharedRegion.create(region.name(), 256).close();
        TestRegion used = TestRegion.named("used");
        try (used;
                SharedRegion open = SharedRegion.create(used.name(), 256)) {
            Ran asked = Ran.shm("rm", "--dead").ending(5);
            assertTrue(asked.err().contains(region.name()) && !asked.err().contains(open.name()), asked.err());
            JsonNode done = Ran.shm("rm", "--dead", "--yes", "--json").ending(0).json();
            assertTrue(done.get("removed").toString().contains(region.name()));
            assertFalse(Files.exists(region.file()));
            assertTrue(Files.exists(used.file()));
        }
    }

    @Test
    void errorsAreOneLineAndACode() {
        Ran absent = Ran.shm("inspect", region.name()).ending(3);
        assertEquals(2, absent.err().lines().count(), absent.err());
        assertTrue(Ran.shm("inspect", region.name(), "--stacktrace")
                .ending(3)
                .err()
                .contains("\tat "));
        Ran.shm("inspect", ".hidden").ending(2);
        Ran.shm("inspect", "--payload=much", region.name()).ending(2);
        Ran.shm("inspect", "--payload=" + region.name()).ending(2);
        Ran.shm("inspect").ending(2);
        Ran.shm("rm").ending(2);
        Ran.shm("rm", region.name(), "--dead").ending(2);
        Ran.shm("watch", region.name(), "--interval", "0").ending(2);
        Ran.shm("watch", region.name(), "--count", "0").ending(2);
        Ran.shm("inspect", region.name(), "--payload=-5").ending(2);
        Ran.shm("frobnicate").ending(2);
        Ran.shm().ending(2);
    }

    @Test
    void everyCommandExplainsItselfAndItsExitCodes() {
        for (String command : new String[] {"list", "inspect", "watch", "verify", "rm"}) {
            String help = Ran.shm(command, "--help").ending(0).out();
            assertTrue(help.contains("Exit codes:") && help.contains("--json"), help);
        }
        assertTrue(Ran.shm("--version").ending(0).out().startsWith("shm "));
    }
}
