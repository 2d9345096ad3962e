package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
import dev.shm.struct.Struct;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Makes Chronicle {@code Bytes} views of memory scopes.
 *
 * <p>This is the only class of the package that others may name: Chronicle is loaded by the first call of {@link #of},
 * which takes about a tenth of a second, and not before. Any thread may call it.
 */
public final class ChronicleViews {
    /** Why Chronicle cannot be loaded; kept, since only the first attempt tells. */
    private static @Nullable String failure;

    private static boolean started;

    private ChronicleViews() {}

    /**
     * A new view of a range: write position 0, nothing to read yet, independent of every other view.
     *
     * @param offset in bytes from the start of the scope
     * @param what names the range in messages: {@code the payload of region 'trades'}
     * @throws IndexOutOfBoundsException if the range is not wholly inside the scope
     * @throws UnsupportedOperationException if Chronicle Bytes cannot run in this JVM
     */
    public static Bytes<?> of(MemoryScope scope, long offset, long sizeBytes, String what) {
        start();
        return new ScopeBytes(new ScopeBytesStore(new CheckedRange(scope, offset, sizeBytes, what)));
    }

    /** A view that can be moved to any stretch of a range. Arguments and exceptions as of {@link #of}. */
    public static Movable movable(MemoryScope scope, long offset, long sizeBytes, String what) {
        start();
        return new Movable(new CheckedRange(scope, offset, sizeBytes, what));
    }

    /** A view, and where it is in its range. */
    public static final class Movable {
        private final CheckedRange range;
        private final ScopeBytes bytes;

        private Movable(CheckedRange range) {
            this.range = range;
            this.bytes = new ScopeBytes(new ScopeBytesStore(range));
        }

        /** The view. */
        public Bytes<?> bytes() {
            return bytes;
        }

        /** Shows a stretch of which so much is there to be read. */
        public Bytes<?> move(long offset, long sizeBytes, long readLimit) {
            range.move(offset, sizeBytes);
            bytes.clear();
            bytes.writePosition(readLimit);
            return bytes;
        }
    }

    /**
     * A flyweight as a {@code Byteable}.
     *
     * @throws UnsupportedOperationException if Chronicle Bytes cannot run in this JVM
     */
    public static Byteable of(Struct struct) {
        start();
        return new StructByteable(struct);
    }

    /**
     * Loads Chronicle.
     *
     * @throws UnsupportedOperationException if it cannot run in this JVM; names the flag
     */
    public static synchronized void start() {
        if (started) return;
        if (failure != null) throw unavailable(failure, null);
        try {
            Bytes.wrapForRead(new byte[0]).releaseLast(); // loads what a JVM may forbid
            loadCleanerUnheard();
            started = true;
        } catch (LinkageError | UnsupportedOperationException e) {
            failure = e.toString();
            throw unavailable(failure, e);
        }
    }

    /**
     * Loads the class of Chronicle that asks, by a warning in its static initialiser, for JVM options which would
     * change nothing; several accessors would load it later. Its logger, and no other, is off meanwhile.
     */
    private static void loadCleanerUnheard() {
        String name = "net.openhft.chronicle.core.internal.cleaner.ReflectionBasedByteBufferCleanerService";
        Logger logger = Logger.getLogger(name);
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            Class.forName(name, true, Bytes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            // Another release of Chronicle, which may speak for itself.
        } finally {
            logger.setLevel(before);
        }
    }

    private static UnsupportedOperationException unavailable(String reason, @Nullable Throwable cause) {
        return new UnsupportedOperationException(
                "Chronicle Bytes cannot start in this JVM. It needs raw memory: start the JVM without"
                        + " --sun-misc-unsafe-memory-access=deny, and with chronicle-bytes and chronicle-core on the"
                        + " class path. Structs, queues and topics of structs, and maps work without it. (" + reason
                        + ")",
                cause);
    }
}
