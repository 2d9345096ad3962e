package dev.shm.internal.bytes;

import dev.shm.memory.MemoryScope;
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

    private static synchronized void start() {
        if (started) return;
        if (failure != null) throw unavailable(failure, null);
        try {
            Bytes.wrapForRead(new byte[0]).releaseLast(); // loads what cannot be loaded without Unsafe
            started = true;
        } catch (LinkageError | UnsupportedOperationException e) {
            failure = e.toString();
            throw unavailable(failure, e);
        }
    }

    private static UnsupportedOperationException unavailable(String reason, @Nullable Throwable cause) {
        return new UnsupportedOperationException(
                "Chronicle Bytes cannot start in this JVM. It needs sun.misc.Unsafe: start the JVM without"
                        + " --sun-misc-unsafe-memory-access=deny, and with chronicle-bytes and chronicle-core on the"
                        + " class path. Structs, queues, topics and maps work without it. (" + reason + ")",
                cause);
    }
}
