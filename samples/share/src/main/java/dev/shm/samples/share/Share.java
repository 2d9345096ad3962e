package dev.shm.samples.share;

import dev.shm.SharedMemoryException;
import java.awt.AWTError;
import java.awt.HeadlessException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the text in a window, or at a terminal, until the user closes it. */
@Command(
        name = "share",
        description = {
            "Shares a text between processes: what one puts, the others get.",
            "Start it twice. The region goes with the last one."
        })
final class Share implements Callable<Integer> {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = SharedText.NAME,
            description = "The region's name. Default: ${DEFAULT-VALUE}.")
    private String name = SharedText.NAME;

    @Option(names = "--console", description = "Uses the terminal instead of a window.")
    private boolean console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    private Share() {}

    public static void main(String[] args) {
        // JDK 22 to 24 have a System.console() without a terminal, unless told so.
        System.setProperty("jdk.console", "java.base");
        System.exit(new CommandLine(new Share()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        try {
            if (console) new Terminal(name).run();
            else Window.showUntilClosed(name);
            return 0;
        } catch (SharedMemoryException | IllegalArgumentException e) {
            System.err.println("share: " + e.getMessage());
        } catch (HeadlessException | AWTError | LinkageError e) {
            System.err.println("share: there is no display for a window; --console uses the terminal instead");
        }
        return 1;
    }
}
