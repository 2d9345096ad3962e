package dev.shm;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Names of regions that no other test has, also not in another build on this machine. */
public final class FreshName {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private FreshName() {}

    public static String of(String what) {
        return "test-" + what + "-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    /** The file of a region. */
    public static Path file(String name) {
        return Path.of("/dev/shm", name);
    }

    /** The file of a region that is being created. */
    public static Path draft(String name) {
        return Path.of("/dev/shm", "." + name + ".new");
    }
}
