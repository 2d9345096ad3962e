package dev.shm.benchmarks.pair;

import dev.shm.testkit.Handshake;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One of the JVMs of a {@link Pair}, in the child: its number, its place at the {@link Meeting}, its arguments, and
 * the way its readings go back. Confined to the main thread.
 *
 * <p><pre>{@code
 * public static void main(String[] args) {
 *     Side side = Side.of(args);
 *     side.meeting().await();
 *     …
 *     side.report("ops", ops);
 * }
 * }</pre>
 */
public final class Side {
    static final String READING = "reading ";

    private final Meeting meeting;
    private final int number;
    private final List<String> args;

    private Side(Meeting meeting, int number, List<String> args) {
        this.meeting = meeting;
        this.number = number;
        this.args = args;
    }

    /** From the arguments of the main method: file, number, and then the driver's own. */
    public static Side of(String[] args) {
        // From now on this JVM ends when the driver does.
        Handshake.say("joined");
        int number = Integer.parseInt(args[1]);
        return new Side(
                Meeting.join(Path.of(args[0]), number), number, List.of(args).subList(2, args.length));
    }

    public Meeting meeting() {
        return meeting;
    }

    /** From 0 on. */
    public int number() {
        return number;
    }

    /** An argument of the driver's own. */
    public String arg(int index) {
        return args.get(index);
    }

    /** Hands a reading to the driver. */
    public void report(String name, double value) {
        Handshake.say(String.format(Locale.ROOT, "%s%s %.17g", READING, name, value));
    }

    /** As {@link #report(String, double)}, for what is counted, below 2^53. */
    public void report(String name, long count) {
        report(name, (double) count);
    }
}
