package dev.shm.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Takes and compares the snapshots of {@link NothingLeftBehind}. */
final class NothingLeftBehindExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** Configures another length than {@link Leftovers#STRANGERS}, in milliseconds. */
    static final String STRANGERS_MILLIS = "dev.shm.testkit.strangersMillis";

    private static final Path DIRECTORY = Path.of("/dev/shm");

    @Override
    public void beforeAll(ExtensionContext context) {
        remember(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        remember(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        compare(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        compare(context);
    }

    private static void remember(ExtensionContext context) {
        store(context).put(Leftovers.class, Leftovers.before(DIRECTORY));
    }

    private static void compare(ExtensionContext context) {
        Leftovers before = store(context).get(Leftovers.class, Leftovers.class);
        if (before == null) return;
        Duration strangers = context.getConfigurationParameter(STRANGERS_MILLIS, Long::valueOf)
                .map(Duration::ofMillis)
                .orElse(Leftovers.STRANGERS);
        Set<String> added = before.added(strangers);
        if (!added.isEmpty())
            throw new AssertionError(context.getDisplayName() + " left behind in " + DIRECTORY + ": "
                    + String.join(", ", added) + "; close and delete what the test creates");
    }

    /** A store for each test and each class: a lookup in a shared one would find the class's snapshot. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(NothingLeftBehindExtension.class, context.getUniqueId()));
    }
}
