package dev.shm.testkit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Another process, for tests between processes: a {@link ChildJvm} or a {@link CProgram}'s.
 *
 * <p>The test and the child talk in lines, see {@link Handshake}; nothing here sleeps, and each wait has a deadline, 60
 * seconds unless given. An error shows all the child wrote. Confined to one thread. {@link #close} kills a child that
 * still runs.
 */
public class Child implements AutoCloseable {
    /** Exit code of a child that SIGKILL ended. */
    public static final int KILLED = 128 + Libc.SIGKILL;

    /** How long each wait lasts at most, unless given. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    /** For what a healthy machine does in milliseconds. */
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final BufferedWriter input;
    private final Transcript transcript = new Transcript();

    Child(String name, Process process) {
        this.name = name;
        this.process = process;
        input = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
        transcript.collect(process);
    }

    /** As {@link #awaitLine(String, Duration)}, with {@link #DEADLINE}. */
    public final String awaitLine(String prefix) {
        return awaitLine(prefix, DEADLINE);
    }

    /**
     * Waits for a line of stdout or stderr that begins so, and returns the rest of it, stripped. Looks only at lines
     * after the one it found last.
     *
     * @throws AssertionError if the child ends or the deadline passes first
     */
    public final String awaitLine(String prefix, Duration deadline) {
        String wanted = "a line \"" + prefix + "…\"";
        try {
            String rest = transcript.await(prefix, after(deadline));
            if (rest != null) return rest;
            if (transcript.hasEnded() && process.waitFor(PROMPTLY.toNanos(), TimeUnit.NANOSECONDS)) {
                transcript.awaitEnd(after(PROMPTLY));
                throw failure("it ended with exit code " + process.exitValue() + " before " + wanted);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        throw tooLate(wanted, deadline);
    }

    /** Writes a line to the child's stdin. */
    public final void send(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw failure("it does not read its stdin: " + e.getMessage());
        }
    }

    /** Closes the child's stdin, as the death of the parent does. */
    public final void closeInput() {
        try {
            input.close();
        } catch (IOException e) {
            // The child is gone, and its stdin with it.
        }
    }

    /** As {@link #awaitExit(Duration)}, with {@link #DEADLINE}. */
    public final int awaitExit() {
        return awaitExit(DEADLINE);
    }

    /**
     * Waits for the child's end; returns its exit code, {@link #KILLED} after a SIGKILL. The transcript is complete
     * then.
     *
     * @throws AssertionError if the deadline passes first
     */
    public final int awaitExit(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) throw tooLate("its end", deadline);
            transcript.awaitEnd(after(PROMPTLY));
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits until one of these has ended, whichever is first, and returns that.
     *
     * @throws AssertionError if the deadline passes first
     */
    public static Child awaitAny(List<Child> children, Duration deadline) {
        CompletableFuture<?>[] ends =
                children.stream().map(child -> child.process.onExit()).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(ends).get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new AssertionError("cannot wait for children", e);
        } catch (TimeoutException e) {
            throw children.get(0).tooLate("its end", deadline);
        }
        return children.stream().filter(child -> !child.isAlive()).findFirst().orElseThrow();
    }

    /** Waits for the child's end and asserts exit code 0. */
    public final void awaitSuccess() {
        int code = awaitExit();
        if (code != 0) throw failure("it ended with exit code " + code);
    }

    /**
     * Sends SIGKILL and waits until the process is gone, and its locks with it.
     *
     * @throws AssertionError if it had ended by itself, as by an exception
     */
    public final void kill() {
        int code = end();
        if (code != KILLED) throw failure("it was to be killed, and had ended with exit code " + code);
    }

    private int end() {
        // Not Process.destroyForcibly: that closes the streams and loses what is in the pipes.
        process.toHandle().destroyForcibly();
        return awaitExit();
    }

    /** Sends SIGSTOP and waits until each thread of the child stands. */
    public final void stop() {
        signal(Libc.SIGSTOP);
        long deadline = after(PROMPTLY);
        while (!isStopped()) {
            if (System.nanoTime() - deadline > 0) throw failure("it did not stop within " + PROMPTLY);
            // Waits for the kernel to park the child's threads, a few milliseconds.
            Thread.onSpinWait();
        }
    }

    /** Sends SIGCONT. */
    public final void resume() {
        signal(Libc.SIGCONT);
    }

    /** The child's process id. */
    public final long pid() {
        return process.pid();
    }

    /** Whether the child runs, or is stopped. */
    public final boolean isAlive() {
        return process.isAlive();
    }

    /** What the child wrote so far; lines of stderr begin with an exclamation mark. */
    public final String transcript() {
        return transcript.toString();
    }

    /** Kills the child if it still runs. */
    @Override
    public final void close() {
        if (process.isAlive()) end();
        closeInput();
    }

    /** An error that shows what this child wrote. */
    final AssertionError failure(String what) {
        return new AssertionError(name + " (pid " + pid() + "): " + what + "; it wrote:\n" + transcript + obituary());
    }

    private AssertionError tooLate(String wanted, Duration deadline) {
        addStacks();
        return failure("no sign of " + wanted + " within " + deadline.toMillis() + " ms");
    }

    /** Has the child say more about itself, where it can, before it is called too late. */
    void addStacks() {}

    /** What else is known of the child's end; empty if nothing. */
    String obituary() {
        return "";
    }

    /** Waits for a line that the child was asked for; it may not come. */
    final void awaitPromptly(String prefix) {
        try {
            transcript.await(prefix, after(PROMPTLY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    final boolean isStopped() {
        Path tasks = Path.of("/proc", Long.toString(pid()), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String state = stateOf(thread);
                if (state != null && !state.equals("T")) return false;
            }
            return true;
        } catch (IOException e) {
            throw failure("it ended while it was being stopped");
        }
    }

    /** The letter after the name in parentheses, which may itself contain any; null if the thread has ended. */
    private static @Nullable String stateOf(Path thread) throws IOException {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            int name = stat.lastIndexOf(')');
            return stat.substring(name + 2, name + 3);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    final void signal(int number) {
        if (!process.isAlive() || Libc.kill((int) pid(), number) != 0)
            throw failure("signal " + number + " did not reach it");
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("the test was interrupted while it waited for a child", e);
    }

    private static long after(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }
}
