package dev.shm.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything a child wrote, collected by two daemon threads as it comes. Any thread may read. */
final class Transcript {
    /** Lines kept; a child gone wild must not take the memory of the test. */
    private static final int MAX_LINES = 100_000;

    private final List<String> lines = new ArrayList<>();
    private final List<String> unmarked = new ArrayList<>();
    private int heard;
    private boolean outputEnded;
    private boolean errorsEnded;
    private boolean cut;

    void collect(Process process) {
        start("stdout of " + process.pid(), () -> read(process.getInputStream(), true));
        start("stderr of " + process.pid(), () -> read(process.getErrorStream(), false));
    }

    private static void start(String name, Runnable reading) {
        Thread thread = new Thread(reading, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream stream, boolean isOutput) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) add(line, isOutput);
        } catch (IOException e) {
            add("(reading ended: " + e + ")", false);
        }
        end(isOutput);
    }

    private synchronized void add(String line, boolean isOutput) {
        if (lines.size() == MAX_LINES) {
            cut = true;
            return;
        }
        lines.add(isOutput ? "  " + line : "! " + line);
        unmarked.add(line);
        notifyAll();
    }

    private synchronized void end(boolean isOutput) {
        if (isOutput) outputEnded = true;
        else errorsEnded = true;
        notifyAll();
    }

    /**
     * The rest of the first line with this prefix, after the line that was found last; null if both streams end or
     * the deadline passes without it.
     */
    synchronized @Nullable String await(String prefix, long deadlineNanos) throws InterruptedException {
        int next = heard;
        while (true) {
            for (; next < unmarked.size(); next++) {
                String line = unmarked.get(next);
                if (line.startsWith(prefix)) {
                    heard = next + 1;
                    return line.substring(prefix.length()).strip();
                }
            }
            if (hasEnded() || !waitUntil(deadlineNanos)) return null;
        }
    }

    /** Waits for the end of both streams; false if the deadline passes first. */
    synchronized boolean awaitEnd(long deadlineNanos) throws InterruptedException {
        while (!(outputEnded && errorsEnded)) if (!waitUntil(deadlineNanos)) return false;
        return true;
    }

    synchronized boolean hasEnded() {
        return outputEnded && errorsEnded;
    }

    @SuppressWarnings("WaitNotInLoop") // the callers loop
    private synchronized boolean waitUntil(long deadlineNanos) throws InterruptedException {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) return false;
        // At least a millisecond: rounding down to 0 would wait for ever.
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        return true;
    }

    /** The lines so far; those of stderr begin with an exclamation mark. */
    @Override
    public synchronized String toString() {
        String text = lines.isEmpty() ? "  (it wrote nothing)" : String.join("\n", lines);
        return cut ? text + "\n(further lines were dropped)" : text;
    }
}
