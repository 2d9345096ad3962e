package dev.shm.samples.share;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shm.testkit.ChildCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A virtual X server for windows of children. It ends with its last window, and with {@link #end} at the latest. */
final class Display {
    private static final Path READY = Path.of("src", "test", "display-ready").toAbsolutePath();
    private static final int INSTALLING_SECONDS = 240;
    private static final int PROMPTLY_SECONDS = 30;

    private final Process server;
    private final String number;

    private Display(Process server, String number) {
        this.server = server;
        this.number = number;
    }

    /** Skips the test, saying why, where no display server can be had. */
    static void assumeReady() throws IOException, InterruptedException {
        Process ready = new ProcessBuilder(READY.toString(), System.getProperty("java.home"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<String> complaint = CompletableFuture.supplyAsync(
                () -> String.join(" ", ready.errorReader().lines().toList()));
        boolean inTime = ready.waitFor(INSTALLING_SECONDS, TimeUnit.SECONDS);
        if (!inTime) {
            ready.descendants().forEach(ProcessHandle::destroy);
            ready.destroyForcibly().waitFor();
        }
        assumeTrue(inTime, "no display server: installing one took longer than " + INSTALLING_SECONDS + " s");
        assumeTrue(ready.exitValue() == 0, () -> "no display server: " + complaint.join());
    }

    /** Starts a server under a number that is free. */
    static Display start() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Process server = new ProcessBuilder(
                        "Xvfb",
                        "-wr",
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "760x420x24",
                        "-nolisten",
                        "tcp",
                        "-terminate")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = server.inputReader();
        try {
            String number = CompletableFuture.supplyAsync(
                            () -> output.lines().findFirst().orElseThrow())
                    .get(PROMPTLY_SECONDS, TimeUnit.SECONDS);
            return new Display(server, ":" + number.strip());
        } catch (ExecutionException | TimeoutException e) {
            server.destroyForcibly();
            throw e;
        }
    }

    /** Makes a child show its windows here. */
    ChildCommand showing(ChildCommand child) {
        return child.prefix("env", "DISPLAY=" + number);
    }

    /** Asks the server to end, which then removes its socket and its lock file. */
    void end() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(PROMPTLY_SECONDS, TimeUnit.SECONDS)) {
            server.destroyForcibly().waitFor();
            throw new AssertionError("Xvfb did not end within " + PROMPTLY_SECONDS + " s");
        }
    }
}
