package dev.shm.samples.quakes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Starts the processes of a run; with it they and their regions go. */
final class Launcher {
    private final RegionNames names = new RegionNames();
    private final Map<Process, String> children = new ConcurrentHashMap<>();
    private boolean ending;

    Launcher() {
        names.queue = "quakes-" + ProcessHandle.current().pid();
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleanUp, "clean up"));
    }

    RegionNames names() {
        return names;
    }

    /** Starts a role of the sample; {@code title} is for messages. */
    synchronized Process start(String title, String role, List<String> options) throws IOException {
        if (ending) throw new IOException("this run is ending");
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        // JDK 24 and later warn of native code that nobody has allowed.
        if (Runtime.version().feature() >= 22) command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Quakes.class.getName(), role));
        command.addAll(List.of("--queue", names.queue, "--launched"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        children.put(process, title);
        return process;
    }

    /** Waits for all; if one fails, the others, which would wait for it, are ended. */
    int await(List<Process> processes) {
        List<Process> running = new ArrayList<>(processes);
        while (!running.isEmpty()) { // for one more to end
            CompletableFuture<?>[] ends = running.stream().map(Process::onExit).toArray(CompletableFuture[]::new);
            Process ended = (Process) CompletableFuture.anyOf(ends).join();
            running.remove(ended);
            if (ended.exitValue() == 0) continue;
            System.err.println("quakes: the " + children.get(ended) + " ended with " + ended.exitValue()
                    + (running.isEmpty() ? "" : ", so the others are ended too"));
            for (Process other : running) other.destroyForcibly().onExit().join();
            return ended.exitValue();
        }
        return 0;
    }

    /** Runs at the end and on Ctrl-C: no process and no region stays. */
    private synchronized void cleanUp() {
        ending = true;
        for (Process child : children.keySet()) child.destroyForcibly().onExit().join();
        names.delete();
    }
}
