package dev.shm;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.shm.testkit.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Words in front of a command that run it in a pid namespace of its own, below a shell, and end it with that. */
record PidNamespace(List<String> unshare) {
    /** The way this machine allows; without one the test is skipped. */
    static PidNamespace assumed() {
        for (String flags : new String[] {"-pf", "-Urpf"}) { // as root, or as root of a user namespace
            PidNamespace namespace = new PidNamespace(List.of("unshare", flags, "--mount-proc", "--kill-child"));
            if (namespace.works()) return namespace;
        }
        return abort("unshare(1) cannot make a pid namespace here, so nothing of namespaces and reused pids is shown");
    }

    String[] command() {
        return shell("\"$@\"; exit $?");
    }

    /** The command gets this pid there. */
    String[] commandWithPid(long pid) {
        return shell("echo " + (pid - 1) + " > /proc/sys/kernel/ns_last_pid; \"$@\"; exit $?");
    }

    /** The shell is process 1, which cannot kill itself as others can. */
    private String[] shell(String script) {
        List<String> words = new ArrayList<>(unshare);
        words.addAll(List.of("sh", "-c", script, "sh"));
        return words.toArray(String[]::new);
    }

    private boolean works() {
        List<String> words = new ArrayList<>(List.of(commandWithPid(1000)));
        words.addAll(List.of("sh", "-c", "test $$ = 1000"));
        try {
            Process trial = new ProcessBuilder(words).inheritIO().start();
            return trial.waitFor(ChildJvm.DEADLINE.toMillis(), TimeUnit.MILLISECONDS) && trial.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no unshare
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
