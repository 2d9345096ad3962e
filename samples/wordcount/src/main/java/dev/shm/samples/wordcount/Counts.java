package dev.shm.samples.wordcount;

import dev.shm.Lifetime;
import dev.shm.SharedRegion;
import dev.shm.collections.Codec;
import dev.shm.collections.SharedMap;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The map that all processes count into, in a region that goes with the last of them. */
final class Counts implements AutoCloseable {
    private static final long MAX_BYTES = 16L << 30;

    private final SharedRegion region;
    private final SharedMap<String, Long> map;

    private Counts(SharedRegion region) {
        this.region = region;
        this.map = SharedMap.in(region, "words", Codec.utf8(), Codec.int64());
    }

    static Counts create(String name) {
        return new Counts(SharedRegion.builder(name)
                .size(64)
                .maxSize(MAX_BYTES)
                .lifetime(Lifetime.WHILE_ATTACHED)
                .create());
    }

    static Counts open(String name) {
        return new Counts(SharedRegion.open(name));
    }

    String name() {
        return region.name();
    }

    /** One step, whoever else counts the same word at that moment. */
    void add(String word) {
        map.merge(word, 1L, Long::sum);
    }

    Map<String, Long> all() {
        Map<String, Long> all = new HashMap<>();
        map.forEach(all::put);
        return all;
    }

    /** The most frequent words as a table; among equals the first of the alphabet first. */
    static String top(Map<String, Long> counts, int most) {
        List<Map.Entry<String, Long>> entries = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .toList();
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Long> entry : entries) {
            text.append(String.format(Locale.ROOT, "%,12d  %s%n", entry.getValue(), entry.getKey()));
        }
        return text.toString();
    }

    /** Whoever comes second waits: a JVM that ends in the middle of it would leave the region. */
    @Override
    public synchronized void close() {
        map.close();
        region.close();
    }
}
