package dev.shm.internal.platform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@code struct statx}, which unlike {@code struct stat} is the same on every processor. */
final class Statx {
    static final int SIZE_BYTES = 256;

    private static final int USER_ID = 20;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int BLOCKS = 48;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;

    /** In which {@link #BLOCKS} counts, whatever the file system's own are. */
    private static final long BLOCK_BYTES = 512;

    private Statx() {}

    static FileStatus parse(byte[] statx) {
        ByteBuffer buffer = ByteBuffer.wrap(statx).order(ByteOrder.nativeOrder());
        int mode = Short.toUnsignedInt(buffer.getShort(MODE));
        long device = (long) buffer.getInt(DEVICE_MAJOR) << 32 | Integer.toUnsignedLong(buffer.getInt(DEVICE_MINOR));
        return new FileStatus(
                kind(mode),
                buffer.getInt(USER_ID),
                device,
                buffer.getLong(INODE),
                buffer.getLong(SIZE),
                buffer.getLong(BLOCKS) * BLOCK_BYTES);
    }

    private static FileStatus.Kind kind(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> FileStatus.Kind.FILE;
            case 0040000 -> FileStatus.Kind.DIRECTORY;
            case 0120000 -> FileStatus.Kind.LINK;
            default -> FileStatus.Kind.OTHER;
        };
    }
}
