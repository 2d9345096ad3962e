package dev.shm.testkit;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A child's end of the conversation with its parent, one line at a time: {@link ChildJvm#awaitLine} hears
 * {@link #say}, {@link ChildJvm#send} is heard by {@link #await()}.
 *
 * <p>From the first use on, a daemon thread reads stdin and ends the process with code {@link #ORPHANED} when it
 * closes, whatever the other threads do: no child outlives its parent. Any thread may call.
 *
 * <p><pre>{@code
 * Handshake.say("ready");
 * Handshake.await("go");
 * }</pre>
 */
public final class Handshake {
    /** Exit code of a child whose stdin closed. */
    public static final int ORPHANED = 97;

    // Not System.out and System.in: tests and libraries replace those.
    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);
    private static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();

    static {
        Thread listener = new Thread(Handshake::listen, "handshake");
        listener.setDaemon(true);
        listener.start();
    }

    private Handshake() {}

    /** Writes a line to stdout, in one write. */
    public static void say(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the parent does not listen", e);
        }
    }

    /** The next line of stdin; waits for it. */
    public static String await() {
        try {
            return HEARD.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the parent", e);
        }
    }

    /**
     * Waits for the next line of stdin.
     *
     * @throws IllegalStateException if it is another one
     */
    public static void await(String expected) {
        String line = await();
        if (!line.equals(expected))
            throw new IllegalStateException("expected \"" + expected + "\" from the parent, got \"" + line + "\"");
    }

    private static void listen() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) HEARD.add(line);
        } catch (IOException e) {
            // As good as closed.
        }
        // Not exit: a shutdown hook could wait for the very thing that hangs.
        Runtime.getRuntime().halt(ORPHANED);
    }
}
