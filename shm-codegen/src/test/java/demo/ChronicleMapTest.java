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
    /** As its manual wants them. */
    private static final String[] FLAGS = {
        "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
        "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
        "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
        "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
        "--add-opens=java.base/java.io=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED"
    };

    @TempDir
    private Path folder;

    @Test
    void structIsAValueOfAMap() {
        run("put");
        run("get");
    }

    @Test
    void readOnlyMappingIsNotWrittenTo() {
        try (ChildJvm user = ChildJvm.of(MapUser.class)
                .jvmArgs(FLAGS)
                .args("read only", folder.resolve("basket").toString())
                .start()) {
            user.awaitLine("done");
            user.awaitSuccess();
        }
    }

    private void run(String role) {
        try (ChildJvm user = ChildJvm.of(MapUser.class)
                .jvmArgs(FLAGS)
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
