package dev.shm.samples.quakes;

import dev.shm.RegionNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A third process: looks events up by their id, in the map that the monitor keeps, while that fills. */
@Command(
        name = "lookup",
        description =
                "Looks all events up by id until each was found. Start the monitor and the feed in other terminals.")
final class Lookup implements Callable<Integer> {
    private static final long LOOK_MILLIS = 1;

    @Mixin
    private RegionNames names = new RegionNames();

    @Mixin
    private Feed.InputOptions input = new Feed.InputOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    private long queries;
    private int missed;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        input.check(spec);
        names.endWithLauncher();
        Map<String, Quake> wanted = new LinkedHashMap<>(); // an id that comes again stands for the later event
        for (Quake quake : QuakeFile.read(input.file, complaint -> {}).quakes()) wanted.put(quake.id(), quake);
        int ids = wanted.size();
        try (QuakeMap map = open()) {
            while (!wanted.isEmpty()) { // for the monitor
                if (!removeFound(map, wanted)) TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            // At once: other processes write here too.
            System.out.print(String.format(
                    Locale.ROOT,
                    "lookup: found all %,d ids in %,d queries, %,d of them before the event was there; the map has %,d%n",
                    ids,
                    queries,
                    missed,
                    map.size()));
        }
        return 0;
    }

    /** Waits for the monitor to make it. A reader changes nothing, and may have no right to. */
    private QuakeMap open() throws InterruptedException {
        while (true) { // for the monitor
            try {
                return QuakeMap.openReadOnly(names.mapName());
            } catch (RegionNotFoundException e) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Whether any was found. */
    private boolean removeFound(QuakeMap map, Map<String, Quake> wanted) {
        SharedQuake view = SharedQuake.allocate();
        int before = wanted.size();
        wanted.values().removeIf(quake -> {
            queries++;
            boolean found = map.get(quake.id(), view);
            if (!found) missed++;
            return found && isSame(view, quake);
        });
        return wanted.size() < before;
    }

    /** An event of the same id that comes later takes the place of this one; any is whole. */
    private static boolean isSame(SharedQuake found, Quake quake) {
        return found.timeMillis() == quake.timeMillis() && found.placeEquals(quake.place());
    }
}
