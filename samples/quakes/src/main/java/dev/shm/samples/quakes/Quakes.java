package dev.shm.samples.quakes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a monitor, a feed and a lookup, each in a JVM of its own, and waits for them. */
@Command(
        name = "quakes",
        subcommands = {Feed.class, Monitor.class, Lookup.class},
        description = {
            "Sends a week of earthquakes from one JVM to another through a queue in shared memory,",
            "which keeps them in a map, where a third JVM looks them up meanwhile.",
            "To see two processes meet, run 'quakes monitor' in one terminal and 'quakes feed' in another."
        })
final class Quakes implements Callable<Integer> {
    private final QueueOption queue = new QueueOption();
    private final List<Process> children = new ArrayList<>();

    @Mixin
    private Feed.InputOptions input = new Feed.InputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    private Quakes() {
        queue.name = "quakes-" + ProcessHandle.current().pid();
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Quakes()).execute(args));
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        input.check(spec);
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "clean up"));
        Process monitor = start("monitor");
        List<String> feedOptions = new ArrayList<>(List.of("--repeat", String.valueOf(input.repeat)));
        if (input.file != null) feedOptions.addAll(List.of("--input", input.file.toString()));
        String[] options = feedOptions.toArray(new String[0]);
        Process feed = start("feed", options);
        Process lookup = start("lookup", options);
        Process first = (Process)
                CompletableFuture.anyOf(feed.onExit(), monitor.onExit()).join();
        Process second = first == feed ? monitor : feed;
        if (first.exitValue() != 0) {
            // It would wait for the one that failed.
            System.err.println("quakes: the " + (first == feed ? "feed" : "monitor") + " ended with "
                    + first.exitValue() + ", so the other is ended too");
            second.destroyForcibly();
        }
        boolean isWell = second.waitFor() == 0 && first.exitValue() == 0;
        if (!isWell) lookup.destroyForcibly();
        return lookup.waitFor() == 0 && isWell ? 0 : 1;
    }

    private Process start(String role, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        // JDK 24 and later warn of native code that nobody has allowed.
        if (Runtime.version().feature() >= 22) command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Quakes.class.getName(), role));
        command.addAll(List.of("--queue", queue.name, "--launched"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.add(process);
        return process;
    }

    /** Runs at the end and on Ctrl-C: no process and no region stays. */
    private void cleanUp() {
        for (Process child : children) child.destroyForcibly().onExit().join();
        queue.delete();
    }
}
