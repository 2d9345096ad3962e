package dev.shm.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names in a directory at a moment, and which ones came later and stayed. */
final class Leftovers {
    /** What strangers have to remove something. */
    static final Duration STRANGERS = Duration.ofSeconds(3);

    private static final long PAUSE_NANOS = 50_000_000;

    private final Path directory;
    private final Set<String> before;

    private Leftovers(Path directory, Set<String> before) {
        this.directory = directory;
        this.before = before;
    }

    /** Remembers what is there now. */
    static Leftovers before(Path directory) {
        return new Leftovers(directory, names(directory));
    }

    /**
     * Names that were not there before, in order, less what strangers have mapped or open or remove soon: when a test
     * has ended, nobody removes what it left. Only a test that fails waits.
     */
    Set<String> added(Duration strangers) {
        Set<String> added = names(directory);
        added.removeAll(before);
        long end = System.nanoTime() + strangers.toNanos();
        while (!added.isEmpty() && System.nanoTime() < end) {
            added.removeAll(usedByStrangers(added));
            LockSupport.parkNanos(PAUSE_NANOS);
            added.retainAll(names(directory));
        }
        return added;
    }

    private static Set<String> names(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("sem."))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** Those that a process has mapped or open which is neither this one nor one that it started. */
    private Set<String> usedByStrangers(Set<String> names) {
        Set<Long> ours = ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(TreeSet::new));
        ours.add(ProcessHandle.current().pid());
        Set<String> strange = new TreeSet<>();
        ProcessHandle.allProcesses()
                .filter(process -> !ours.contains(process.pid()))
                .forEach(stranger -> {
                    Path process = Path.of("/proc", Long.toString(stranger.pid()));
                    String used = maps(process) + openFiles(process);
                    names.stream()
                            .filter(name -> used.lines().anyMatch(line -> line.endsWith(" " + directory.resolve(name))))
                            .forEach(strange::add);
                });
        return strange;
    }

    private static String maps(Path process) {
        try {
            return Files.readString(process.resolve("maps"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended meanwhile, or another user's
        }
    }

    /** A file is open before it is mapped. */
    private static String openFiles(Path process) {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            descriptors.forEach(
                    descriptor -> lines.append(" ").append(target(descriptor)).append('\n'));
        } catch (IOException | UncheckedIOException e) {
            return ""; // as above
        }
        return lines.toString();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
