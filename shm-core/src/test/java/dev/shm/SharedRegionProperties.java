package dev.shm;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;

/** A region behaves like a byte array that both attachments look at. */
final class SharedRegionProperties {
    /** One call, of the first or the second attachment; offsets and lengths reach beyond the end. */
    record Step(boolean writes, boolean first, long offset, int length, int from, byte fill) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 400),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.bytes())
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void readsSeeWhatWasWrittenThroughEitherAttachment(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 300) int size) {
        byte[] model = new byte[size];
        try (SharedRegion first = SharedRegion.create(size);
                SharedRegion second = SharedRegion.open(first.name())) {
            for (Step step : steps) run(step, step.first() ? first : second, model);
            byte[] all = new byte[size];
            Assertions.assertEquals(size, first.read(0, all));
            Assertions.assertArrayEquals(model, all);
        }
    }

    private static void run(Step step, SharedRegion region, byte[] model) {
        int expected = (int) Math.max(0, Math.min(step.length(), model.length - step.offset()));
        byte[] array = new byte[step.from() + step.length() + 3];
        for (int i = 0; i < array.length; i++) array[i] = (byte) (step.fill() + i);
        byte[] before = array.clone();
        int moved = step.writes()
                ? region.write(step.offset(), array, step.from(), step.length())
                : region.read(step.offset(), array, step.from(), step.length());
        Assertions.assertEquals(expected, moved, step.toString());
        if (step.writes()) {
            if (moved > 0) System.arraycopy(array, step.from(), model, (int) step.offset(), moved);
        } else if (moved > 0) {
            System.arraycopy(model, (int) step.offset(), before, step.from(), moved);
        }
        Assertions.assertArrayEquals(before, array, step + ", " + Arrays.toString(array));
    }
}
