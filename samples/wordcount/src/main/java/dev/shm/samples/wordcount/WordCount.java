package dev.shm.samples.wordcount;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts the processes that count, waits for them, and compares with a count of its own. */
@Command(
        name = "wordcount",
        subcommands = Counter.class,
        description = {
            "Counts the words of a text with several JVMs into one map in shared memory,",
            "and prints the most frequent ones. Then it counts them alone, and says whether that is the same."
        })
final class WordCount implements Callable<Integer> {
    private static final int MAX_PROCESSES = 64;
    private static final int TOP = 20;
    private static final long LOOK_MILLIS = 10;

    @Parameters(paramLabel = "FILE", description = "The text, in UTF-8.", arity = "0..1")
    private Path file = Path.of("");

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many JVMs count. Default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    private final List<Process> children = new ArrayList<>();

    private WordCount() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new WordCount()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        try (Counts counts =
                Counts.create("wordcount-" + ProcessHandle.current().pid())) {
            // Runs on Ctrl-C too: no process stays, and with the last the region goes.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(counts), "clean up"));
            long start = System.nanoTime();
            for (int i = 0; i < processes; i++) children.add(start(counts.name(), i));
            if (!await()) return 1;
            Map<String, Long> all = counts.all();
            print(all, "by " + processes + " processes", System.nanoTime() - start);
            return compare(all) ? 0 : 1;
        }
    }

    private void check() {
        if (file.toString().isEmpty()) throw new ParameterException(spec.commandLine(), "Missing FILE: name a text");
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), file + " is no file that can be read");
        }
        if (processes < 1 || processes > MAX_PROCESSES) {
            throw new ParameterException(
                    spec.commandLine(), "--processes " + processes + ": from 1 to " + MAX_PROCESSES);
        }
    }

    private Process start(String name, int number) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        // JDK 24 and later warn of native code that nobody has allowed.
        if (Runtime.version().feature() >= 22) command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WordCount.class.getName(), "count"));
        command.addAll(List.of(name, file.toString(), String.valueOf(number), String.valueOf(processes)));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits for all; false if one failed, and then the others are of no use. */
    private boolean await() throws InterruptedException {
        List<Process> running = new ArrayList<>(children);
        while (!running.isEmpty()) { // for the children, which end by themselves
            for (Process child : List.copyOf(running)) {
                if (child.isAlive()) continue;
                running.remove(child);
                if (child.exitValue() == 0) continue;
                System.err.println("wordcount: a process that counts ended with " + child.exitValue()
                        + ", so the others are ended too");
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private boolean compare(Map<String, Long> shared) throws IOException {
        long start = System.nanoTime();
        Map<String, Long> alone = new HashMap<>();
        try (Reader text = Piece.of(file, 0, 1).open()) {
            Words.each(text, word -> alone.merge(word, 1L, Long::sum));
        }
        boolean isSame = alone.equals(shared);
        System.out.printf(
                Locale.ROOT,
                "counted alone in %,d ms: %s%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                isSame ? "the same" : "NOT the same");
        return isSame;
    }

    private static void print(Map<String, Long> counts, String how, long nanos) {
        long words = counts.values().stream().mapToLong(Long::longValue).sum();
        System.out.print(Counts.top(counts, TOP));
        System.out.printf(
                Locale.ROOT,
                "%,d words, %,d different, counted %s in %,d ms%n",
                words,
                counts.size(),
                how,
                TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private void cleanUp(Counts counts) {
        for (Process child : children) child.destroyForcibly().onExit().join();
        counts.close();
    }
}
