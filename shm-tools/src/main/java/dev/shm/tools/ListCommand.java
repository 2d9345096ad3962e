package dev.shm.tools;

import dev.shm.RegionInfo;
import dev.shm.RegionInfo.AttachedProcess;
import dev.shm.SharedRegion;
import dev.shm.spi.Description;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code shm list}. */
@Command(name = "list", description = "Lists the regions in the folder of shared memory that may be read.")
@SuppressWarnings("NullAway.Init") // by picocli
final class ListCommand implements Callable<Integer> {
    @ParentCommand
    private Shm shm;

    @Spec
    private CommandSpec spec;

    @Option(names = "--dead", description = "Only those that no living process has open.")
    private boolean dead;

    @Override
    public Integer call() {
        Description all = new Description().list("regions");
        for (RegionInfo info : regions(dead)) describe(info, all.addTo("regions", info.name()));
        Output output = shm.output(spec);
        if (output.isJson()) {
            output.json(all, false);
        } else if (all.values().get("regions") instanceof List<?> rows && !rows.isEmpty()) {
            new Text(output.writer())
                    .table(rows.stream().map(Description.class::cast).toList(), 0);
        }
        output.writer().flush();
        return ExitCode.OK;
    }

    /** All regions, or those in which nobody lives. */
    static List<RegionInfo> regions(boolean onlyDead) {
        return SharedRegion.list().stream()
                .filter(info -> !onlyDead || !info.isInUse())
                .toList();
    }

    private static void describe(RegionInfo info, Description row) {
        long alive = info.attached().stream().filter(AttachedProcess::isAlive).count();
        row.put("name", info.name())
                .put("payload bytes", info.sizeBytes())
                .put("space bytes", info.spaceBytes())
                .put("lifetime", info.lifetime().name())
                .put("creator", info.creatorPid())
                .put("alive", alive)
                .put("dead", info.attached().size() - alive)
                .put("created", info.created());
    }
}
