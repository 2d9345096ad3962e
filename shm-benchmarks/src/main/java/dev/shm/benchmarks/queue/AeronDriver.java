package dev.shm.benchmarks.queue;

import dev.shm.benchmarks.pair.CleanUp;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;

/** Aeron's media driver in a JVM of its own. */
final class AeronDriver {
    private static final String READY = "ready";
    private static final String STOP = "stop";

    private final ChildJvm process;

    private AeronDriver(ChildJvm process) {
        this.process = process;
    }

    /** Starts it; its thread takes turns at all its duties, since processors are few. Whoever cleans up kills it. */
    static AeronDriver start(Path directory, CleanUp cleanUp) {
        ChildCommand command = ChildJvm.of(AeronDriver.class).args(directory.toString());
        command.jvmArgs(Kind.OPENED_FOR_AGRONA, "-XX:TieredStopAtLevel=4");
        ChildJvm process = cleanUp.start(command::start);
        process.awaitLine(READY);
        return new AeronDriver(process);
    }

    public static void main(String[] args) {
        MediaDriver.Context context = new MediaDriver.Context()
                .aeronDirectoryName(args[0])
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true);
        try (MediaDriver driver = MediaDriver.launch(context)) {
            Handshake.say(READY + " " + driver.aeronDirectoryName());
            Handshake.await(STOP);
        }
    }

    /** Ends it, if all went well. */
    void stop() {
        process.send(STOP);
        process.awaitSuccess();
    }
}
