package dev.shm.tools;

import dev.shm.spi.Description;
import dev.shm.spi.Description.Counter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a region at one look, each by its place, to be compared with those of another look.
 *
 * @param values in their order
 * @param nanos when it was, on the clock of {@code System.nanoTime}
 */
record Sample(Map<String, @Nullable Object> values, long nanos) {
    private static final double NANOS_A_SECOND = 1e9;

    static Sample of(Description region, long nanos) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        collect(region, "", List.of("name", "header"), values);
        return new Sample(values, nanos);
    }

    private static void collect(
            Description description, String path, List<String> without, Map<String, @Nullable Object> values) {
        description.values().forEach((name, value) -> {
            if (without.contains(name)) return;
            String place = Description.path(path, name);
            if (value instanceof Description child) collect(child, place, List.of(), values);
            else if (value instanceof List<?> list && list.stream().anyMatch(Description.class::isInstance))
                collect(list, place, name.equals("objects") ? List.of(ObjectFilter.HEADER) : List.of(), values);
            else values.put(place, value);
        });
    }

    private static void collect(
            List<?> elements, String path, List<String> without, Map<String, @Nullable Object> values) {
        for (Object element : elements) {
            if (element instanceof Description child) {
                collect(child, Description.path(path, child.label()), without, values);
            }
        }
    }

    /** How fast a counter has grown, a second; null for what is none. */
    private @Nullable Double rate(String place, @Nullable Sample before) {
        if (before == null || nanos <= before.nanos) return null;
        if (!(values.get(place) instanceof Counter now) || !(before.values.get(place) instanceof Counter then))
            return null;
        return (now.value() - then.value()) * NANOS_A_SECOND / (nanos - before.nanos);
    }

    /** A line of a table for each value, or for each that has changed. */
    List<Description> rows(@Nullable Sample before, boolean all) {
        List<Description> rows = new ArrayList<>();
        for (String place : places(before)) {
            Object now = values.get(place);
            Object then = before == null ? now : before.values.get(place);
            boolean changed = !Objects.equals(now, then);
            if (!changed && !all && before != null) continue;
            Double rate = rate(place, before);
            rows.add(new Description()
                    .put("value", place)
                    .put("now", shown(place, now))
                    .put("before", changed ? shown(place, then) : "")
                    .put("a second", rate == null ? "" : String.format(Locale.ROOT, "%+.1f", rate)));
        }
        return rows;
    }

    /** All places of this sample, then those that were there before only. */
    private List<String> places(@Nullable Sample before) {
        List<String> places = new ArrayList<>(values.keySet());
        if (before != null)
            before.values.keySet().stream()
                    .filter(place -> !values.containsKey(place))
                    .forEach(places::add);
        return places;
    }

    private static String shown(String place, @Nullable Object value) {
        return Text.shown(place, value, false);
    }

    /** For programs: all values and rates, by place. */
    Description document(@Nullable Sample before, Instant at) {
        Map<String, @Nullable Object> rates = new LinkedHashMap<>();
        for (String place : values.keySet()) {
            Double rate = rate(place, before);
            if (rate != null) rates.put(place, rate);
        }
        return new Description().put("at", at).put("values", values).put("perSecond", rates);
    }
}
