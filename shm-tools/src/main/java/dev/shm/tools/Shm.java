package dev.shm.tools;

import dev.shm.RegionNotFoundException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code shm}. */
@Command(
        name = "shm",
        description = "Looks into regions of shared memory, without the classes of what is in them.",
        subcommands = {
            ListCommand.class,
            InspectCommand.class,
            WatchCommand.class,
            VerifyCommand.class,
            RemoveCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Shm.Version.class,
        scope = ScopeType.INHERIT,
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done; with verify, nothing is wrong",
            "1:verify: something is wrong, and is told",
            "2:the command line is wrong",
            "3:there is no such region, or no such object in it",
            "4:the file is no region, or is damaged beyond reading",
            "5:rm: refused, because a process uses the region or because --yes is missing",
            "6:the system refused, for example permission to read",
            "70:a fault of this command; please report it"
        },
        footer = {"", "NAME is a region's name, or the path of its file, which has a slash in it."})
public final class Shm implements Runnable {
    /** Whether output goes to a terminal; the launcher knows. */
    static final String TERMINAL = "dev.shm.tools.terminal";

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Writes JSON for programs, and nothing else, to the standard output.")
    private boolean json;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Shows where an error came from.")
    private boolean stackTrace;

    private Shm() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        Shm shm = new Shm();
        return new CommandLine(shm).setExecutionExceptionHandler((error, line, parsed) -> shm.fail(error, line));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do");
    }

    /** Where a subcommand writes. */
    Output output(CommandSpec command) {
        PrintWriter writer = command.commandLine().getOut();
        return new Output(writer, json);
    }

    private int fail(Exception error, CommandLine line) {
        PrintWriter err = line.getErr();
        String message = error.getMessage();
        err.println("shm: " + Text.printable(message == null ? error.toString() : message));
        if (error instanceof RegionNotFoundException) err.println("shm: 'shm list' shows the regions that there are");
        if (stackTrace || ExitCode.of(error) == ExitCode.BUG) error.printStackTrace(err);
        return ExitCode.of(error);
    }

    /** From the manifest of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Shm.class.getPackage().getImplementationVersion();
            return new String[] {"shm " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
