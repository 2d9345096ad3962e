package dev.shm.benchmarks.map;

import java.util.List;
import java.util.function.IntFunction;

/** The maps that are compared. */
enum MapKind {
    JDK("ConcurrentHashMap"),
    CHRONICLE("Chronicle Map"),
    SHM("StructMap");

    /** As its manual wants them. */
    private static final List<String> CHRONICLE_ARGS = List.of(
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
            "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private final String title;

    MapKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What the JVMs need that use it. */
    List<String> jvmArgs() {
        return this == CHRONICLE ? CHRONICLE_ARGS : List.of();
    }

    /**
     * Opens a map, or joins it.
     *
     * @param texts whether its keys are texts
     */
    Table open(String name, boolean texts, int entries) {
        if (!texts) {
            return switch (this) {
                case JDK -> new JdkTable<Long>(Keys::number, Keys::number);
                case CHRONICLE -> ChronicleTable.ofNumbers(name, entries);
                case SHM -> new NumberTable(name);
            };
        }
        // Twice as many, for keys that are not there.
        String[] sought = Keys.texts(2 * entries);
        IntFunction<String> keys = index -> sought[index];
        return switch (this) {
            case JDK -> new JdkTable<>(keys, Keys::text);
            case CHRONICLE -> ChronicleTable.ofTexts(name, entries, keys);
            case SHM -> new TextTable(name, keys);
        };
    }
}
