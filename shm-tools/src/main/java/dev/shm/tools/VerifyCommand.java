package dev.shm.tools;

import dev.shm.CorruptRegionException;
import dev.shm.spi.Description;
import dev.shm.spi.Finding;
import dev.shm.spi.Finding.Severity;
import dev.shm.spi.RegionView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code shm verify}. */
@Command(
        name = "verify",
        description = {
            "Looks for what is wrong in a region: header, process table, every object, lock words, values. Changes nothing.",
            "An error is damage; a warning asks for a repair by a program; a note is usual after a death and does not count."
        })
@SuppressWarnings("NullAway.Init") // by picocli
final class VerifyCommand implements Callable<Integer> {
    @ParentCommand
    private Shm shm;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The region.", converter = TargetConverter.class)
    private RegionTarget target;

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        boolean sound = findings.stream().allMatch(finding -> finding.severity() == Severity.NOTE);
        Output output = shm.output(spec);
        if (output.isJson()) {
            output.json(
                    new Description()
                            .put("region", target.text())
                            .put("sound", sound)
                            .put("findings", findings),
                    false);
        } else {
            for (Finding finding : findings) {
                output.writer()
                        .println(Output.severity(finding) + ": " + Text.printable(finding.where()) + ": "
                                + Text.printable(finding.message()));
            }
            output.writer().println(Text.printable(target.toString()) + (sound ? " is sound" : " is not sound"));
        }
        output.writer().flush();
        return sound ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private List<Finding> findings() {
        try (RegionView view = target.open()) {
            return view.verify();
        } catch (CorruptRegionException e) { // so damaged that nothing else of it can be believed
            return List.of(new Finding(Severity.ERROR, "header", String.valueOf(e.getMessage())));
        }
    }
}
