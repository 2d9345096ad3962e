package dev.shm.testkit;

/**
 * Another JVM with this JVM's class path, for tests between processes.
 *
 * <p>An error shows all the child wrote, the stacks of its threads if a deadline passed, and the report of its JVM if
 * that crashed.
 *
 * <p><pre>{@code
 * try (ChildJvm child = ChildJvm.of(Producer.class).args("orders").mapAt(ForcedAddress.FIRST).start()) {
 *     child.awaitLine("ready");
 *     child.kill();
 * }
 * }</pre>
 */
public final class ChildJvm extends Child {
    ChildJvm(String name, Process process) {
        super(name, process);
        CrashReport.forget(process.pid());
    }

    /** A child that will run this class's main method. */
    public static ChildCommand of(Class<?> main) {
        return new ChildCommand(main);
    }

    /** Lets the JVM write the stacks of its threads; a stopped one cannot. */
    @Override
    void addStacks() {
        if (!isAlive() || isStopped()) return;
        signal(Libc.SIGQUIT);
        awaitPromptly("JNI global refs");
    }

    @Override
    String obituary() {
        return CrashReport.of(pid());
    }
}
