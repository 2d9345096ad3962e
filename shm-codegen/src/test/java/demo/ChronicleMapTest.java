package demo;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A struct as the value of a real Chronicle Map, written by one process and read by another. */
@NothingLeftBehind
@Timeout(120)
class ChronicleMapTest {
    @TempDir
    private Path folder;

    @Test
    void structIsAValueOfAMap() {
        run("put");
        run("get");
    }

    @Test
    void readOnlyMappingIsNotWrittenTo() {
        try (ChildJvm user = ChildJvm.of(ChronicleMapUser.class)
                .jvmArgs(ChronicleFlags.FLAGS)
                .args("read only", folder.resolve("basket").toString())
                .start()) {
            user.awaitLine("done");
            user.awaitSuccess();
        }
    }

    private void run(String role) {
        try (ChildJvm user = ChildJvm.of(ChronicleMapUser.class)
                .jvmArgs(ChronicleFlags.FLAGS)
                .args(role, folder.resolve("baskets.dat").toString())
                .start()) {
            user.awaitSuccess();
            assumeFalse(
                    user.transcript().contains("Chronicle Map cannot run here"),
                    () -> "skipped: Chronicle Map does not run on this JDK, see\n" + user.transcript());
            user.awaitLine("done");
        }
    }
}
