package dev.shm.spi;

import dev.shm.spi.Finding.Severity;
import dev.shm.struct.DamagedValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of something in a region at some moment: ordered, named values, and what is wrong with them. A tree
 * that tools print without knowing what it describes.
 *
 * <p>A name is a few words with spaces between, or the name of a struct's field. A value is null, a {@code Boolean}, a
 * {@code Number}, a {@code String}, an {@code Instant}, a {@link Counter}, a {@link DamagedValue}, a
 * {@code Description} or a {@code List} of these. Confined to one thread.
 */
public final class Description {
    private final String label;
    private final boolean fields;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** An empty one that stands at the root. */
    public Description() {
        this("", false);
    }

    private Description(String label, boolean fields) {
        this.label = label;
        this.fields = fields;
    }

    /**
     * A number that only grows, and whose rate is worth knowing.
     *
     * @param value at some moment
     */
    public record Counter(long value) {}

    /**
     * Adds a value, or puts it in the place of the one of that name. A map becomes a description of a struct's fields.
     */
    public Description put(String name, @Nullable Object value) {
        values.put(name, taken(name, value));
        return this;
    }

    /** Adds a number that only grows. */
    public Description counter(String name, long value) {
        return put(name, new Counter(value));
    }

    /** Adds a description that is a value of this one. */
    public Description child(String name) {
        Description child = new Description(name, false);
        values.put(name, child);
        return child;
    }

    /**
     * Adds a description to a list of them.
     *
     * @param name of the list
     * @param elementLabel what tells it from the others of the list
     */
    public Description addTo(String name, String elementLabel) {
        Description element = new Description(elementLabel, false);
        List<@Nullable Object> elements = new ArrayList<>();
        if (values.get(name) instanceof List<?> before) elements.addAll(before);
        elements.add(element);
        values.put(name, elements);
        return element;
    }

    /** Adds an empty list, which {@link #addTo} fills. */
    public Description list(String name) {
        values.put(name, List.of());
        return this;
    }

    /** Says that something here is not as it should be. */
    public void report(Severity severity, String message) {
        findings.add(new Finding(severity, "", message));
    }

    /** What tells it from its neighbours. */
    public String label() {
        return label;
    }

    /** Whether the names are those of a struct's fields. */
    public boolean isOfFields() {
        return fields;
    }

    /** The values in their order. */
    public Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** What is wrong with this itself, its values not included. */
    public List<Finding> ownFindings() {
        return Collections.unmodifiableList(findings);
    }

    /** What is wrong with this and all in it. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        collect("", all);
        return all;
    }

    private void collect(String path, List<Finding> all) {
        for (Finding finding : findings) {
            all.add(new Finding(finding.severity(), path(path, finding.where()), finding.message()));
        }
        values.forEach((name, value) -> {
            if (value instanceof Description child) child.collect(path(path, name), all);
            if (!(value instanceof List<?> elements)) return;
            for (Object element : elements) {
                if (element instanceof Description child) child.collect(path(path(path, name), child.label), all);
            }
        });
    }

    /** The place of a part of a place. */
    public static String path(String parent, String name) {
        if (parent.isEmpty()) return name;
        return name.isEmpty() ? parent : parent + "." + name;
    }

    private @Nullable Object taken(String name, @Nullable Object value) {
        if (value instanceof DamagedValue damaged) {
            findings.add(
                    damaged.mayBeLater()
                            ? new Finding(
                                    Severity.NOTE, name, damaged.found() + ": a later version may have appended it")
                            : new Finding(Severity.ERROR, name, damaged.found()));
            return damaged;
        }
        if (value instanceof Map<?, ?> entries) {
            Description child = new Description(name, true);
            entries.forEach((key, entry) -> child.put(String.valueOf(key), entry));
            return child;
        }
        if (!(value instanceof List<?> elements)) return value;
        List<@Nullable Object> taken = new ArrayList<>();
        for (Object element : elements) taken.add(taken("" + taken.size(), element, name));
        return taken;
    }

    private @Nullable Object taken(String index, @Nullable Object element, String name) {
        if (element instanceof DamagedValue) return taken(path(name, index), element);
        return taken(index, element);
    }
}
