package dev.shm.internal.region;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What is written into a process slot about this process, for people. Nothing is decided by it. */
final class ThisProcess {
    private static final long PID = ProcessHandle.current().pid();
    private static final long STARTED_MILLIS = ProcessHandle.current()
            .info()
            .startInstant()
            .map(Instant::toEpochMilli)
            .orElse(0L);
    private static final long PID_NAMESPACE = readPidNamespace();

    private ThisProcess() {}

    static long pid() {
        return PID;
    }

    static long startedMillis() {
        return STARTED_MILLIS;
    }

    /** The number of the pid namespace in which {@link #pid} counts; 0 where it cannot be told. */
    static long pidNamespace() {
        return PID_NAMESPACE;
    }

    private static long readPidNamespace() {
        try {
            // The link reads "pid:[4026531836]".
            String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return Long.parseLong(link.substring(link.indexOf('[') + 1, link.indexOf(']')));
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
