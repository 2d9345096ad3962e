package dev.shm.benchmarks.pair;

import dev.shm.testkit.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a run makes and must not leave behind: processes, and names of files and regions. {@link #close} removes them,
 * the last first, each of them even if another cannot be removed; a signal that ends this JVM does so too. After a
 * SIGKILL processes end by themselves and names stay. Any thread may call.
 *
 * <p><pre>{@code
 * try (CleanUp cleanUp = CleanUp.begin()) {
 *     cleanUp.add(() -> SharedRegion.delete(name));
 *     Child child = cleanUp.start(() -> Pair.jvm(MapSide.class, jvmArgs, name));
 *     …
 * }
 * }</pre>
 */
public final class CleanUp implements AutoCloseable {
    /** Held while a process starts as well, so that the hook knows all that there are. */
    private static final Object LOCK = new Object();

    private static final Deque<CleanUp> BEGUN = new ArrayDeque<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(CleanUp::end, "clean up"));
    }

    private final Deque<Removal> removals = new ArrayDeque<>();

    private CleanUp() {}

    /** A new one, with nothing to remove. */
    public static CleanUp begin() {
        CleanUp begun = new CleanUp();
        synchronized (LOCK) {
            BEGUN.push(begun);
        }
        return begun;
    }

    /** Whether this JVM is ending, and what is missing has been removed by that. */
    public static boolean isEnding() {
        synchronized (LOCK) {
            return ending;
        }
    }

    /** Says, before it is made, how something is removed that may be there then. */
    public void add(Removal removal) {
        synchronized (LOCK) {
            checkNotEnding();
            removals.push(removal);
        }
    }

    /** Starts a process, which is killed at the end if it still runs. */
    public <T extends Child> T start(Supplier<T> starter) {
        synchronized (LOCK) {
            checkNotEnding();
            T child = starter.get();
            removals.push(child::close);
            return child;
        }
    }

    /** Deletes a folder and all in it, if it is there. */
    public static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }

    private static void checkNotEnding() {
        if (ending) throw new IllegalStateException("this run is ending");
    }

    @Override
    public void close() {
        List<Throwable> failures;
        synchronized (LOCK) {
            BEGUN.remove(this);
            failures = removeAll();
        }
        if (failures.isEmpty()) return;
        IllegalStateException failure =
                new IllegalStateException("cannot clean up: " + failures.get(0).getMessage());
        failures.forEach(failure::addSuppressed);
        throw failure;
    }

    private List<Throwable> removeAll() {
        List<Throwable> failures = new ArrayList<>();
        while (!removals.isEmpty()) {
            try {
                removals.pop().remove();
            } catch (IOException | RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }
        return failures;
    }

    /** The hook. What was begun last stands on what was begun before. */
    private static void end() {
        synchronized (LOCK) {
            ending = true;
            for (CleanUp begun : BEGUN) begun.removeAll();
        }
    }

    /** Removes something, or finds that it is not there. */
    public interface Removal {
        void remove() throws IOException;
    }
}
