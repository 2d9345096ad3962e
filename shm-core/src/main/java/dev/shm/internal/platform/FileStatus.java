package dev.shm.internal.platform;

/**
 * What the system tells of a file.
 *
 * @param kind what it is
 * @param userId its owner
 * @param device with {@code inode}: which file it is
 * @param sizeBytes its length
 * @param spaceBytes the space it takes: less than its length where it has holes
 */
public record FileStatus(Kind kind, int userId, long device, long inode, long sizeBytes, long spaceBytes) {
    /** What a name may stand for. */
    public enum Kind {
        FILE("a file"),
        DIRECTORY("a directory"),
        LINK("a symbolic link"),
        OTHER("a device, socket or pipe");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether both tell of one file, whatever its names. */
    public boolean isSameFile(FileStatus other) {
        return inode == other.inode && device == other.device;
    }
}
