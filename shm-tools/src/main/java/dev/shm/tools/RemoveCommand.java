package dev.shm.tools;

import dev.shm.CorruptRegionException;
import dev.shm.RegionInfo;
import dev.shm.RegionInfo.AttachedProcess;
import dev.shm.RegionNotFoundException;
import dev.shm.SharedMemoryException;
import dev.shm.spi.Description;
import dev.shm.spi.RegionView;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code shm rm}. */
@Command(
        name = "rm",
        description = {
            "Removes regions. One that a living process has open is refused.",
            "Processes that have a removed region open keep its memory; the next to open the name gets another region."
        })
@SuppressWarnings("NullAway.Init") // by picocli
final class RemoveCommand implements Callable<Integer> {
    @ParentCommand
    private Shm shm;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The regions.", converter = TargetConverter.class)
    private List<RegionTarget> targets = List.of();

    @Option(names = "--force", description = "Also those that processes use, and files too damaged to tell.")
    private boolean force;

    @Option(
            names = "--dead",
            description = "All regions that no living process has open, whatever is in them; needs --yes.")
    private boolean dead;

    @Option(names = "--yes", description = "Says that --dead is meant.")
    private boolean yes;

    private int exitCode = ExitCode.OK;

    @Override
    public Integer call() {
        if (dead == !targets.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name regions, or say --dead, and not both");
        }
        Description done = new Description().list("removed").list("kept");
        List<RegionTarget> all = dead ? deadOnes() : targets;
        for (RegionTarget target : all) remove(target, done);
        Output output = shm.output(spec);
        if (output.isJson()) output.json(done, false);
        output.writer().flush();
        return exitCode;
    }

    private static List<RegionTarget> deadOnes() {
        return ListCommand.regions(true).stream()
                .map(info -> new RegionTarget(info.name()))
                .toList();
    }

    private void remove(RegionTarget target, Description done) {
        String refusal;
        try {
            refusal = refusal(target);
            if (refusal == null) {
                if (!target.delete()) throw new RegionNotFoundException(target + " is not there");
                done.addTo("removed", target.text()).put("name", target.text());
                tell("removed " + target.text());
                return;
            }
            keep(target, refusal, ExitCode.REFUSED, done);
        } catch (RegionNotFoundException e) {
            keep(target, target + " is not there", ExitCode.NOT_FOUND, done);
        } catch (SharedMemoryException | IllegalArgumentException e) {
            keep(target, String.valueOf(e.getMessage()), ExitCode.of(e), done);
        }
    }

    /** Why it is not removed; null if it is. */
    private @Nullable String refusal(RegionTarget target) {
        if (dead && !yes) return target + " would be removed: say --yes if that is meant";
        if (force) return null;
        try (RegionView view = target.open()) {
            RegionInfo info = view.info();
            if (!info.isInUse()) return null;
            String users = info.attached().stream()
                    .filter(AttachedProcess::isAlive)
                    .map(process -> Long.toString(process.pid()))
                    .distinct()
                    .collect(Collectors.joining(", "));
            return target + " is in use by process " + users + ": end that, or say --force";
        } catch (CorruptRegionException e) {
            return e.getMessage() + ". Say --force to remove it without knowing whether it is in use";
        }
    }

    private void keep(RegionTarget target, String why, int code, Description done) {
        done.addTo("kept", target.text()).put("name", target.text()).put("why", why);
        spec.commandLine().getErr().println("shm: " + Text.printable(why));
        if (exitCode == ExitCode.OK) exitCode = code;
    }

    private void tell(String line) {
        Output output = shm.output(spec);
        if (!output.isJson()) output.writer().println(Text.printable(line));
    }
}
