package dev.shm.samples.quakes;

import dev.shm.SharedRegion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a feed, a monitor and a lookup, or a feed and two monitors, each in a JVM of its own, and waits for them. */
@Command(
        name = "quakes",
        subcommands = {Feed.class, Monitor.class, Lookup.class, TopicFeed.class, TopicMonitor.class},
        description = {
            "Sends a week of earthquakes from one JVM to another through a queue in shared memory,",
            "which keeps them in a map, where a third JVM looks them up meanwhile;",
            "or to two others through a topic.",
            "To see two processes meet, run 'quakes monitor' in one terminal and 'quakes feed' in another."
        })
final class Quakes implements Callable<Integer> {
    private static final long LOOK_MILLIS = 1;

    @Mixin
    private Feed.InputOptions input = new Feed.InputOptions();

    @Option(names = "--topic", description = "Sends each event to two monitors.")
    private boolean topic;

    @Option(
            names = "--kill",
            description = "As --topic, and kills the second monitor half-way (SIGKILL) and starts it again.")
    private boolean kill;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    private Quakes() {}

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Quakes());
        command.setExecutionExceptionHandler((e, failed, parsed) -> {
            failed.getErr().println(failed.getCommandName() + ": " + e.getMessage());
            return failed.getCommandSpec().exitCodeOnExecutionException();
        });
        System.exit(command.execute(args));
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        input.check(spec);
        Launcher launcher = new Launcher();
        return topic || kill ? runTopic(launcher) : runQueue(launcher);
    }

    private int runQueue(Launcher launcher) throws IOException {
        Process monitor = launcher.start("monitor", "monitor", List.of());
        Process feed = launcher.start("feed", "feed", inputOptions());
        Process lookup = launcher.start("lookup", "lookup", inputOptions());
        return launcher.await(List.of(monitor, feed, lookup));
    }

    private int runTopic(Launcher launcher) throws IOException, InterruptedException {
        List<String> feedOptions = inputOptions();
        if (kill) feedOptions.addAll(List.of("--starts", "2"));
        Process first = launcher.start("first monitor", "topic-monitor", List.of("--number", "1"));
        Process second = startSecond(launcher);
        Process feed = launcher.start("feed", "topic-feed", feedOptions);
        if (kill) second = killHalfWay(launcher, List.of(first, second, feed));
        return launcher.await(List.of(first, second, feed));
    }

    private static Process startSecond(Launcher launcher) throws IOException {
        return launcher.start("second monitor", "topic-monitor", List.of("--number", "2"));
    }

    /** Kills the second monitor as soon as it has saved half of all events; the feed waits for it at three quarters. */
    private Process killHalfWay(Launcher launcher, List<Process> processes) throws IOException, InterruptedException {
        Process second = processes.get(1);
        long total = (long) QuakeFile.read(input.file, complaint -> {}).quakes().size() * input.repeat;
        try (SharedRegion region = SharedRegion.openOrCreate(launcher.names().monitorsName(), 64)) {
            Checkpoints saved = Checkpoints.of(region, 2);
            while (saved.starts() == 0
                    || saved.position() < total / 2) { // for the second monitor, unless somebody ended
                for (Process process : processes) if (!process.isAlive()) return second;
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            second.destroyForcibly().waitFor();
            Output.print(
                    System.err,
                    "quakes: killed the second monitor, which had saved all before position %,d of %,d%n",
                    saved.position(),
                    total);
        }
        return startSecond(launcher);
    }

    private List<String> inputOptions() {
        List<String> options = new ArrayList<>(List.of("--repeat", String.valueOf(input.repeat)));
        if (input.file != null) options.addAll(List.of("--input", input.file.toString()));
        return options;
    }
}
