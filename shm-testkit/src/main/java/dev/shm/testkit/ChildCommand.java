package dev.shm.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a {@link ChildJvm} is started with. Confined to one thread; a command can be started more than once.
 *
 * <p>The child gets the JDK and the class path of this JVM and flags for a quick start and a small heap. Later flags
 * win, so {@link #jvmArgs} overrides them: {@code jvmArgs("-XX:TieredStopAtLevel=4")} for a child that needs the
 * optimising compiler.
 */
public final class ChildCommand {
    private static final String NATIVE_DENIED = "--illegal-native-access=";

    /** A region's address in the child, read by the platform of shm-core. */
    static final String MAP_AT = "dev.shm.mapAt";

    /** Compiles the kill points of shm-core in. */
    static final String KILL_POINTS = "dev.shm.killPoints";

    /** Read by the {@code java} command, before the flags on its line. */
    private static final String LAUNCHER_OPTIONS = "JDK_JAVA_OPTIONS";

    private final Class<?> main;
    private final List<String> flags = new ArrayList<>();
    private final List<String> args = new ArrayList<>();
    private final List<String> prefix = new ArrayList<>();
    private boolean quickChildren;

    ChildCommand(Class<?> main) {
        this.main = main;
    }

    /** Adds arguments of the main method. */
    public ChildCommand args(String... more) {
        Collections.addAll(args, more);
        return this;
    }

    /**
     * Puts words in front of the command line, for a child that is to run in another environment: {@code
     * prefix("unshare", "-m")}. They must end in executing what follows, so that the process stays the child.
     */
    public ChildCommand prefix(String... words) {
        Collections.addAll(prefix, words);
        return this;
    }

    /** Sets a system property of the child. */
    public ChildCommand property(String key, String value) {
        flags.add("-D" + key + "=" + value);
        return this;
    }

    /** Adds flags of the JVM. */
    public ChildCommand jvmArgs(String... more) {
        Collections.addAll(flags, more);
        return this;
    }

    /**
     * Has the JVMs that the child starts itself start quickly as well: they get its flags, but not those of
     * {@link #jvmArgs} and {@link #property}. The child and each of them say so in a first line on stderr, "NOTE:
     * Picked up JDK_JAVA_OPTIONS". Not for those that are to run at full speed.
     */
    public ChildCommand quickChildren() {
        quickChildren = true;
        return this;
    }

    /** Makes shm-core map its first region at this address, see {@link ForcedAddress}. */
    public ChildCommand mapAt(long address) {
        return property(MAP_AT, "0x" + Long.toHexString(address));
    }

    /**
     * Switches kill points on and tells the child where to die, see {@link KillAt}.
     *
     * @param number from 1, or {@link KillAt#COUNT_ONLY}
     */
    public ChildCommand killAt(long number) {
        return property(KILL_POINTS, "true").property(KillAt.PROPERTY, Long.toString(number));
    }

    /** Starts the child. */
    public ChildJvm start() {
        ProcessBuilder builder = new ProcessBuilder(line());
        // Class paths of builds are long; a variable may have 128 KiB.
        builder.environment().put("CLASSPATH", QuickStart.first(classPath()));
        if (quickChildren) builder.environment().put(LAUNCHER_OPTIONS, quoted(quick()));
        try {
            return new ChildJvm(main.getSimpleName(), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + builder.command(), e);
        }
    }

    private List<String> line() {
        List<String> line = new ArrayList<>(prefix);
        line.add(java());
        line.addAll(quick());
        line.addAll(flags);
        line.add(main.getName());
        line.addAll(args);
        return line;
    }

    private List<String> quick() {
        // No file in /tmp/hsperfdata that a killed JVM could not remove, no dumps in the source tree.
        List<String> quick = new ArrayList<>(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        quick.add("-XX:+UseTransparentHugePages"); // a start has thousands of page faults: a tenth of its time
        quick.addAll(QuickStart.flags());
        Collections.addAll(quick, "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + CrashReport.PATTERN);
        Collections.addAll(quick, "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-ea");
        if (flags.stream().noneMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"))) quick.add("-XX:+UseSerialGC");
        if (flags.stream().noneMatch(flag -> flag.startsWith(NATIVE_DENIED))) quick.addAll(nativeAccess());
        for (String inherited : List.of(Proof.PROPERTY, "jna.tmpdir", "java.io.tmpdir")) {
            String value = System.getProperty(inherited);
            if (value != null) quick.add("-D" + inherited + "=" + value);
        }
        return quick;
    }

    /** As the launcher reads it: what has spaces is in quotes. */
    private static String quoted(List<String> flags) {
        return flags.stream().map(flag -> '"' + flag + '"').collect(Collectors.joining(" "));
    }

    /** Without it newer JDKs print a notice. The archive is only good for who has it as well. */
    static List<String> nativeAccess() {
        return Runtime.version().feature() >= 22 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Surefire may run on a jar that has only a manifest, and then gives the true class path here. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
