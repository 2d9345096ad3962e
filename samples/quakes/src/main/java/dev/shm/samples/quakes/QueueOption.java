package dev.shm.samples.quakes;

import dev.shm.SharedRegion;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Where feed and monitor meet, and how they end with the process that started them. */
final class QueueOption {
    /** In events. */
    static final int CAPACITY = 16_384;

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            defaultValue = "quakes",
            description = "The queue's name. Default: ${DEFAULT-VALUE}.")
    String name = "quakes";

    @Option(names = "--launched", hidden = true, description = "End when standard input does.")
    private boolean launched;

    /** The queue on which the feed states what it has sent. */
    String reportName() {
        return name + ".report";
    }

    /** The map by event id that the monitor keeps. */
    String mapName() {
        return name + ".map";
    }

    /** Removes the queues and the map. */
    void delete() {
        SharedRegion.delete(name);
        SharedRegion.delete(reportName());
        SharedRegion.delete(mapName());
    }

    /** Of a launched process: watches for the end of the launcher, which may be killed and then cleans up nothing. */
    void endWithLauncher() {
        if (!launched) return;
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // the launcher says nothing
                        }
                    } catch (IOException e) {
                        // as good as its end
                    }
                    delete();
                    Runtime.getRuntime().halt(1);
                },
                "watch for the launcher's end");
        watch.setDaemon(true);
        watch.start();
    }
}
