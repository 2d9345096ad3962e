package demo;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Structs as the messages of a real Chronicle Queue, appended by one process and read by another. */
@NothingLeftBehind
@Timeout(120)
class ChronicleQueueTest {
    @TempDir
    private Path folder;

    @Test
    void structsAreMessagesOfAQueue() {
        run("append");
        run("tail");
    }

    private void run(String role) {
        try (ChildJvm user = ChildJvm.of(ChronicleQueueUser.class)
                .jvmArgs(ChronicleFlags.FLAGS)
                .args(role, folder.resolve("baskets").toString())
                .start()) {
            user.awaitSuccess();
            assumeFalse(
                    user.transcript().contains("Chronicle Queue cannot run here"),
                    () -> "skipped: Chronicle Queue does not run on this JDK, see\n" + user.transcript());
            user.awaitLine("done");
        }
    }
}
