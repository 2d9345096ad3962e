package dev.shm.samples.quakes;

import dev.shm.SharedRegion;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** By what names the processes meet, and how those end with the launcher that started them. */
final class RegionNames {
    /** In events. */
    static final int CAPACITY = 16_384;

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            defaultValue = "quakes",
            description = "What the names of queue and topic begin with. Default: ${DEFAULT-VALUE}.")
    String queue = "quakes";

    @Option(names = "--launched", hidden = true, description = "End when standard input does.")
    private boolean launched;

    /** The queue, or topic, on which the feed states what it has sent. */
    String reportName() {
        return queue + ".report";
    }

    /** The map by event id that the monitor keeps. */
    String mapName() {
        return queue + ".map";
    }

    /** The topic that two monitors see. */
    String topicName() {
        return queue + ".topic";
    }

    /** The region in which those save what they know. */
    String monitorsName() {
        return queue + ".monitors";
    }

    /** Removes all of them. */
    void delete() {
        for (String region : List.of(queue, reportName(), mapName(), topicName(), monitorsName()))
            SharedRegion.delete(region);
    }

    /**
     * Of a launched process, once it has made what it makes: watches for the end of the launcher, which may be killed
     * and then cleans up nothing.
     */
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
