package dev.shm.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shm.SharedRegion;
import dev.shm.collections.Codec;
import dev.shm.collections.SharedMap;
import dev.shm.collections.SharedSet;
import dev.shm.testkit.NothingLeftBehind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command looks at maps and sets. */
@NothingLeftBehind
final class ShmMapTest {
    private static final int ENTRIES = 5_000;

    /** In a map's body, see MapLayout. */
    private static final int DEPTH = 128;

    private static final int DIRECTORY = 1280;

    private final TestRegion region = TestRegion.named("maps");

    @AfterEach
    void delete() {
        region.close();
    }

    @Test
    void mapsAndSetsAreTold() {
        try (SharedRegion open = SharedRegion.create(region.name(), 64);
                SharedMap<String, Long> counts = SharedMap.in(open, "counts", Codec.utf8(), Codec.int64());
                SharedSet<String> seen = SharedSet.in(open, "seen", Codec.utf8());
                TradeMap trades = TradeMap.in(open, "trades")) {
            for (int i = 0; i < ENTRIES; i++) {
                counts.put("word " + i, (long) i);
                seen.add("word " + i % 100);
            }
            trades.put(Holder.example());
            check("counts", "map", ENTRIES);
            check("seen", "set", 100);
            JsonNode inTrades = check("trades", "map", 1);
            assertEquals(101.25, inTrades.at("/someEntries/0/value/price").asDouble(), inTrades::toString);
            String text = Ran.shm("inspect", region.name()).ending(0).out();
            assertTrue(text.contains("\nset seen   SHMTABLE version 1"), text);
            assertTrue(text.contains("\nmap counts   SHMTABLE version 1"), text);
            assertTrue(text.contains("load percent"), text);
            Ran.shm("verify", region.name()).ending(0);
        }
    }

    @Test
    void whoHoldsAPartOfAMapIsTold() {
        try (SharedRegion open = SharedRegion.create(region.name(), 64);
                SharedMap<String, Long> counts = SharedMap.in(open, "counts", Codec.utf8(), Codec.int64())) {
            counts.computeIfAbsent("word", word -> {
                String text = Ran.shm("inspect", region.name()).ending(0).out();
                long pid = ProcessHandle.current().pid();
                assertTrue(text.matches("(?s).*\n  locks held\n +PID [^\n]*\n +" + pid + " .*"), text);
                Ran.shm("verify", region.name()).ending(0);
                return 1L;
            });
            String text = Ran.shm("inspect", region.name()).ending(0).out();
            assertFalse(text.contains("locks held"), text);
        }
    }

    @Test
    void watchShowsThemGrow() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (SharedRegion open = SharedRegion.create(region.name(), 64);
                SharedMap<String, Long> counts = SharedMap.in(open, "counts", Codec.utf8(), Codec.int64());
                SharedSet<String> seen = SharedSet.in(open, "seen", Codec.utf8())) {
            CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> {
                for (long i = 0; !stop.get(); i++) {
                    counts.put("word " + i, i);
                    seen.add("word " + i);
                }
            });
            List<String> looks;
            try {
                looks = Ran.shm("watch", region.name(), "--json", "--count", "3", "--interval", "0.5")
                        .ending(0)
                        .out()
                        .lines()
                        .toList();
            } finally {
                stop.set(true);
                worker.get(60, TimeUnit.SECONDS);
            }
            JsonNode first = Ran.parse(looks.get(0)).get("values");
            JsonNode last = Ran.parse(looks.get(2)).get("values");
            for (String figure : List.of("objects.counts.entries", "objects.seen.entries")) {
                assertTrue(first.has(figure), first::toString);
                assertTrue(last.get(figure).asLong() > first.get(figure).asLong(), figure);
            }
        }
    }

    @Test
    void damageOfASetIsFound() {
        try (SharedSet<String> set = SharedSet.create(region.name(), Codec.utf8())) {
            for (int i = 0; i < 100; i++) set.add("word " + i);
        }
        long body = check(region.name(), "set", 100).get("bodyOffset").asLong();
        byte[] healthy = region.content();
        region.putLong(body + DIRECTORY, 0);
        assertTrue(verified().contains("error: objects." + region.name()), this::verified);
        region.write(0, healthy);
        Ran.shm("verify", region.name()).ending(0);
        region.putInt(body + DEPTH, 99);
        assertTrue(verified().contains("its directory's depth is 99"), this::verified);
        region.putInt(body + DEPTH, 6);
        Ran.shm("verify", region.name()).ending(0);
        region.putLong(body, 7); // the size of segments
        assertTrue(verified().contains("its geometry is damaged: "), this::verified);
    }

    private String verified() {
        return Ran.shm("verify", region.name()).ending(1).out();
    }

    private JsonNode check(String object, String type, long entries) {
        JsonNode seen =
                Ran.object(Ran.shm("inspect", region.name(), "--json").ending(0).json(), object);
        assertEquals(type, seen.get("type").asText());
        assertEquals(entries, seen.get("entries").asLong(), seen::toString);
        assertTrue(seen.get("segments").asLong() > 0, seen::toString);
        return seen;
    }
}
