package dev.shm;

import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** Another process with a region open, which does what it is told, one {@link PeerProcess command} at a time. */
public final class Peer implements AutoCloseable {
    private final ChildJvm process;
    private long answeredNanos;

    private Peer(ChildJvm process) {
        this.process = process;
        process.awaitLine("ready");
    }

    public static Peer start() {
        return start(command());
    }

    public static Peer start(ChildCommand command) {
        return new Peer(command.start());
    }

    /** One that was started by {@link #command()}, with whatever changes. */
    static Peer of(ChildJvm process) {
        return new Peer(process);
    }

    /** What {@link #start()} starts, to be changed. */
    public static ChildCommand command() {
        return ChildJvm.of(PeerProcess.class);
    }

    /** Starts one that has joined a region. */
    public static Peer joining(String region) {
        Peer peer = start();
        peer.expect("ok", "open " + region);
        return peer;
    }

    /** Gives a command that may take long; hear the answer with {@link #answer}. */
    public void tell(String command) {
        process.send(command);
    }

    /** The answer to the last command: a value, "ok", or the exception's class and message. */
    public String answer() {
        return answer(ChildJvm.DEADLINE);
    }

    public String answer(Duration deadline) {
        String line = process.awaitLine("= ", deadline);
        int end = line.indexOf(' ');
        answeredNanos = Long.parseLong(line.substring(0, end));
        return line.substring(end + 1);
    }

    /** When the peer had done the last command, on the clock of {@code System.nanoTime}, which processes share. */
    public long answeredNanos() {
        return answeredNanos;
    }

    public String ask(String command) {
        tell(command);
        return answer();
    }

    /** Asks, and asserts how the answer begins. */
    public void expect(String prefix, String command) {
        expectAnswer(prefix, ask(command), command);
    }

    /** Asserts how the answer to the last command begins. */
    public void expectAnswer(String prefix) {
        expectAnswer(prefix, answer(), "the last command");
    }

    private void expectAnswer(String prefix, String answer, String command) {
        Assertions.assertTrue(answer.startsWith(prefix), () -> command + ": " + answer + "\n" + process.transcript());
    }

    /** The child itself. */
    public ChildJvm process() {
        return process;
    }

    /** Ends it by SIGKILL, whatever it is doing. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
