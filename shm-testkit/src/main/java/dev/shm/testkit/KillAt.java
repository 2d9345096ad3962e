package dev.shm.testkit;

import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The child's side of a {@link KillSweep} or {@link FrozenSweep}: at which kill point to die, and how many there are.
 *
 * <p>A child of either sweep is one line around the operation under test, on the thread that runs it:
 *
 * <pre>{@code
 * KillAt.during(KillPoints::arm, KillPoints::disarm, () -> Region.create("orders"));
 * }</pre>
 */
public final class KillAt {
    /** The number of no point: nobody dies, points are only counted. Short, as points are: names are made of both. */
    public static final long COUNT_ONLY = 0;

    static final String PROPERTY = "dev.shm.testkit.killAt";
    static final String FREEZE = "dev.shm.testkit.freeze";

    /** Begins the line of {@link #report}. */
    static final String PASSED = "kill points passed: ";

    /** Begins the line of a child that dies. */
    static final String DIES = "dies at kill point ";

    /** Begins the line of a child that stands at a point and waits. */
    static final String FROZEN = "kill point reached: ";

    private static final int FRAMES_SHOWN = 6;

    private static long frozen;

    private KillAt() {}

    /** The point to die at, from 1; {@link #COUNT_ONLY} if none was given. */
    public static long number() {
        return Long.getLong(PROPERTY, COUNT_ONLY);
    }

    /** Tells the sweep how many points the whole operation has. */
    public static void report(long passed) {
        Handshake.say(PASSED + passed);
    }

    /** Says where the calling thread stands, then {@link SelfKill#now}. */
    public static void die() {
        Handshake.say(DIES + number() + ", " + whereabouts());
        SelfKill.now();
    }

    /**
     * Runs an operation and dies, or freezes, at the points the sweep wants; reports their number if it completes.
     *
     * @param arm {@code KillPoints::arm} of shm-core
     * @param disarm {@code KillPoints::disarm} of shm-core
     */
    public static void during(Arming arm, LongSupplier disarm, Runnable operation) {
        SelfKill.prepare();
        if (Boolean.getBoolean(FREEZE)) {
            frozen = 0;
            arm.arm(1, () -> freeze(arm));
            operation.run();
            // Each freeze counted afresh, so the second is 0.
            report(frozen + disarm.getAsLong());
        } else {
            arm.arm(number(), KillAt::die);
            operation.run();
            report(disarm.getAsLong());
        }
    }

    private static void freeze(Arming arm) {
        frozen++;
        Handshake.say(FROZEN + frozen + ", " + whereabouts());
        Handshake.await("go on");
        arm.arm(1, () -> freeze(arm));
    }

    /** The innermost frames that are not the machinery of kill points. */
    private static String whereabouts() {
        return StackWalker.getInstance().walk(frames -> frames.dropWhile(frame -> isMachinery(frame.getClassName()))
                .limit(FRAMES_SHOWN)
                .map(KillAt::text)
                .collect(Collectors.joining(" < ")));
    }

    private static boolean isMachinery(String className) {
        return className.equals(KillAt.class.getName()) || className.endsWith(".KillPoints");
    }

    private static String text(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    /** {@code KillPoints::arm} of shm-core, which this module cannot name. It may be called again from {@code how}. */
    @FunctionalInterface
    public interface Arming {
        /** Counts the calling thread's points from now on, and runs {@code how} at this one. */
        void arm(long number, Runnable how);
    }
}
