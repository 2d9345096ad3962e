package dev.shm.struct;

/** PLACEHOLDER, NOT TO BE COMMITTED: the real one is being written in another worktree. */
public final class StructLayout {
    long sizeBytes() {
        return 0;
    }

    long alignment() {
        return 1;
    }

    String name() {
        return "";
    }
}
