package dev.shm.samples.quakes;

import java.io.PrintStream;
import java.util.Locale;

/** What the processes of a run print to the terminal they share. */
final class Output {
    private Output() {}

    /** Prints all in one piece; {@link PrintStream#printf} hands over piece by piece, between which others print. */
    static void print(PrintStream out, String format, Object... arguments) {
        out.print(String.format(Locale.ROOT, format, arguments));
    }
}
