package dev.shm.samples.properties;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Checks the properties, as a build does with those of a project. */
final class RunProperties {
    private RunProperties() {}

    public static void main(String[] args) {
        for (String arg : args) {
            if (!arg.equals("--broken")) {
                System.out.println("usage: samples/run properties [--broken]");
                System.exit(arg.equals("--help") || arg.equals("-h") ? 0 : 2);
            }
            System.setProperty("dev.shm.samples.broken", "true");
        }
        LauncherDiscoveryRequest properties = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(FillProperties.class))
                .configurationParameter("jqwik.database", "") // remembers no failures, so leaves no file
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(properties, summary);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getSummary().printFailuresTo(out, 0);
        long held = summary.getSummary().getTestsSucceededCount();
        out.println(held + " of " + summary.getSummary().getTestsFoundCount() + " properties hold");
        System.exit(summary.getSummary().getTotalFailureCount() == 0 && held > 0 ? 0 : 1);
    }
}
