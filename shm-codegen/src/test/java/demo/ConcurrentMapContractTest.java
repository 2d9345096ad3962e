package demo;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import dev.shm.SharedRegion;
import dev.shm.collections.Codec;
import dev.shm.collections.SharedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.UUID;
import java.util.stream.Stream;
import junit.framework.TestCase;
import junit.framework.TestFailure;
import junit.framework.TestResult;
import junit.framework.TestSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Guava's tests of the contract of {@code ConcurrentMap}, on the views of a {@code SharedMap} and of a generated map.
 *
 * <p>Left out: nulls, which shared maps refuse, and what a {@code Map} need not do: serialization, a fixed order, and
 * iterators that fail when the map changes. Guava puts values under other values' keys, and a generated map refuses
 * that; so {@link ReKeyedMap} puts the right key into a value before.
 */
class ConcurrentMapContractTest {
    private final SharedRegion region = SharedRegion.openOrCreate("contract-" + UUID.randomUUID(), 4096);

    private int made;

    @AfterEach
    void deleteRegion() {
        String name = region.name();
        region.close();
        SharedRegion.delete(name);
    }

    @TestFactory
    Stream<DynamicNode> viewOfASharedMapKeepsIt() {
        return nodes(ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Entry<String, String>[] entries) {
                        SharedMap<String, String> map =
                                SharedMap.in(region, "texts" + made++ % 10, Codec.utf8(), Codec.utf8());
                        map.clear();
                        for (Entry<String, String> entry : entries) map.put(entry.getKey(), entry.getValue());
                        return map.asMap();
                    }
                })
                .named("SharedMap")
                .withFeatures(FEATURES)
                .createTestSuite());
    }

    @TestFactory
    Stream<DynamicNode> viewOfAGeneratedMapKeepsIt() {
        return nodes(ConcurrentMapTestSuiteBuilder.using(new Scores())
                .named("ScoreMap")
                .withFeatures(FEATURES)
                .createTestSuite());
    }

    private static final List<com.google.common.collect.testing.features.Feature<?>> FEATURES =
            List.of(MapFeature.GENERAL_PURPOSE, CollectionFeature.SUPPORTS_ITERATOR_REMOVE, CollectionSize.ANY);

    private static Stream<DynamicNode> nodes(TestSuite suite) {
        List<DynamicNode> nodes = new ArrayList<>();
        Enumeration<junit.framework.Test> tests = suite.tests();
        for (junit.framework.Test test : Collections.list(tests)) nodes.add(node(test));
        return nodes.stream();
    }

    private static DynamicNode node(junit.framework.Test test) {
        if (test instanceof TestSuite suite) return DynamicContainer.dynamicContainer(suite.getName(), nodes(suite));
        String name = test instanceof TestCase single ? single.getName() : test.toString();
        return DynamicTest.dynamicTest(name, () -> run(test));
    }

    private static void run(junit.framework.Test test) throws Throwable {
        TestResult result = new TestResult();
        test.run(result);
        List<TestFailure> failures = new ArrayList<>(Collections.list(result.errors()));
        failures.addAll(Collections.list(result.failures()));
        if (!failures.isEmpty()) throw failures.get(0).thrownException();
    }

    /** Guava's names as keys, in values of a generated map. */
    private final class Scores implements TestMapGenerator<String, Score> {
        @Override
        public SampleElements<Entry<String, Score>> samples() {
            return new SampleElements<>(
                    entry("one", 1), entry("two", 2), entry("three", 3), entry("four", 4), entry("five", 5));
        }

        private Entry<String, Score> entry(String name, int points) {
            return Map.entry(name, new Score(name, points));
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, Score> create(Object... elements) {
            ScoreMap map = ScoreMap.in(region, "scores" + made++ % 10);
            map.clear();
            ReKeyedMap rekeyed = new ReKeyedMap(map.asMap());
            for (Object element : elements) {
                Entry<String, Score> entry = (Entry<String, Score>) element;
                rekeyed.put(entry.getKey(), entry.getValue());
            }
            return rekeyed;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public Entry<String, Score>[] createArray(int length) {
            return new Entry[length];
        }

        @Override
        public String[] createKeyArray(int length) {
            return new String[length];
        }

        @Override
        public Score[] createValueArray(int length) {
            return new Score[length];
        }

        @Override
        public Iterable<Entry<String, Score>> order(List<Entry<String, Score>> insertionOrder) {
            return insertionOrder;
        }
    }
}
