package dev.shm.benchmarks.pair;

import dev.shm.testkit.CProgram;
import dev.shm.testkit.Child;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Starts the processes of a run, two as a rule, JVMs on this class path or C programs, and collects what they report.
 *
 * <p>Each gets the file of the {@link Meeting} and its number, then the driver's arguments. They end by themselves; as
 * soon as one fails, the others are killed, and the error shows what that one wrote.
 *
 * <p><pre>{@code
 * Readings readings = new Pair(deadline).jvms(MutexSide.class, List.of(), regionName, "115");
 * }</pre>
 */
public final class Pair {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final Duration deadline;

    /** How long one run may take at most. */
    public Pair(Duration deadline) {
        this.deadline = deadline;
    }

    /** Runs two JVMs of this main class, which begins with {@link Side#of}, at the JVM's full speed. */
    public Readings jvms(Class<?> main, List<String> jvmArgs, String... args) {
        return jvms(main, main, jvmArgs, args);
    }

    /** Runs two JVMs of different main classes. */
    public Readings jvms(Class<?> first, Class<?> second, List<String> jvmArgs, String... args) {
        return run(2, (side, its) -> jvm(side == 0 ? first : second, jvmArgs, its), args);
    }

    /** Runs two or three JVMs of this main class. */
    public Readings jvms(int sides, Class<?> main, List<String> jvmArgs, String... args) {
        return run(sides, (side, its) -> jvm(main, jvmArgs, its), args);
    }

    /** Runs a C program twice; it includes {@code pair.h}. */
    public Readings programs(CProgram program, String... args) {
        return run(2, (side, its) -> program.start(its), args);
    }

    private Readings run(int sides, Starter starter, String... args) {
        Path file = SHARED_MEMORY.resolve("meeting-" + UUID.randomUUID());
        try (CleanUp cleanUp = CleanUp.begin()) {
            cleanUp.add(() -> Files.deleteIfExists(file));
            prepare(file, sides);
            List<Child> children = new ArrayList<>();
            for (int side = 0; side < sides; side++) {
                int number = side;
                children.add(cleanUp.start(() -> starter.start(number, argsOf(file, number, args))));
            }
            awaitSuccess(children);
            return new Readings(children.stream().map(Pair::readingsOf).toList());
        } catch (IOException e) {
            throw new IllegalStateException("no meeting in " + SHARED_MEMORY, e);
        }
    }

    /** Whichever ends first is looked at first: the others may wait for it in vain. */
    private void awaitSuccess(List<Child> children) {
        List<Child> running = new ArrayList<>(children);
        long end = System.nanoTime() + deadline.toNanos();
        while (!running.isEmpty()) { // for one more to end
            Child ended = Child.awaitAny(running, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            int exit = ended.awaitExit();
            if (exit != 0) throw failure(children.indexOf(ended), exit, ended);
            running.remove(ended);
        }
    }

    private static IllegalStateException failure(int side, int exit, Child child) {
        return new IllegalStateException(
                "side " + side + " ended with exit code " + exit + "; it wrote:\n" + child.transcript());
    }

    /** Starts a JVM that is to run fast: the test kit starts children quickly. */
    public static Child jvm(Class<?> main, List<String> jvmArgs, String... args) {
        ChildCommand command = ChildJvm.of(main).args(args);
        command.jvmArgs("-XX:TieredStopAtLevel=4", "-Xmx512m", "-da");
        return command.jvmArgs(jvmArgs.toArray(String[]::new)).start();
    }

    private static Map<String, Double> readingsOf(Child child) {
        Map<String, Double> readings = new TreeMap<>();
        child.transcript().lines().map(String::strip).forEach(line -> {
            if (!line.startsWith(Side.READING)) return;
            String[] words = line.split(" ", -1);
            readings.put(words[1], Double.valueOf(words[2]));
        });
        return readings;
    }

    private static String[] argsOf(Path file, int side, String... more) {
        List<String> all = new ArrayList<>(List.of(file.toString(), Integer.toString(side)));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void prepare(Path file, int sides) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MeetingLayout.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putInt(MeetingLayout.SIDES, sides).array());
    }

    private interface Starter {
        Child start(int side, String... args);
    }
}
