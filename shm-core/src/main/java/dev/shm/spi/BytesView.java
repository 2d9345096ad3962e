package dev.shm.spi;

import dev.shm.internal.bytes.ChronicleViews;
import dev.shm.memory.MemoryScope;
import net.openhft.chronicle.bytes.Bytes;

/**
 * A Chronicle {@code Bytes} that shows one stretch of a memory scope after another: messages, one at a time.
 *
 * <p>Every access through it is checked, as through those of {@code SharedRegion.bytes()}: bounds of the stretch, and
 * whether the scope is still there. Between two stretches it has no bytes. Who keeps it and uses it later may see
 * another message, and never anything outside the part that the view was made for.
 *
 * <p>For one thread at a time; it may be handed on.
 */
public final class BytesView {
    private final ChronicleViews.Movable view;

    /**
     * A view of nothing yet. The first in a process loads Chronicle.
     *
     * @param offset of the part that the stretches are in, from the start of the scope
     * @param what names it in messages
     * @throws IndexOutOfBoundsException if the part is not wholly inside the scope
     * @throws UnsupportedOperationException if Chronicle Bytes cannot run in this JVM; names the flag
     */
    public BytesView(MemoryScope scope, long offset, long sizeBytes, String what) {
        this.view = ChronicleViews.movable(scope, offset, sizeBytes, what);
        close();
    }

    /**
     * Loads what views need, for who would rather know before he makes something.
     *
     * @throws UnsupportedOperationException if Chronicle Bytes cannot run in this JVM; names the flag
     */
    public static void load() {
        ChronicleViews.start();
    }

    /** Shows a stretch to be written: write position 0, nothing to read. */
    public Bytes<?> toWrite(long offsetInPart, long sizeBytes) {
        return view.move(offsetInPart, sizeBytes, 0);
    }

    /** Shows a stretch to be read: read position 0, read limit at its end. */
    public Bytes<?> toRead(long offsetInPart, long sizeBytes) {
        return view.move(offsetInPart, sizeBytes, sizeBytes);
    }

    /** The view, as it stands. */
    public Bytes<?> bytes() {
        return view.bytes();
    }

    /** Shows nothing. */
    public void close() {
        view.move(0, 0, 0);
    }
}
