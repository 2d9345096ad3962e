package dev.shm.samples.share;

import dev.shm.Lifetime;
import dev.shm.LockHolder;
import dev.shm.SharedRegion;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A text in a region of 256 bytes, guarded by the region's mutex: UTF-8, and zeros behind it.
 *
 * <p>{@link #put}, {@link #get}, {@link #lock} and {@link #unlock} are for one thread, since it is a thread that holds
 * a mutex; the rest for any. A holder that dies may have died in the middle of a {@code put}, so whoever locks next
 * clears the text.
 */
final class SharedText implements AutoCloseable {
    /** The region of 1998. */
    static final String NAME = "394D15E1-2481-11D2-BA24-E3E9C2C82A0F";

    static final int SIZE_BYTES = 256;

    /** For people, when {@link #wasCleared}. */
    static final String CLEARED = "a process died holding the lock, so the text was cleared";

    /** Nobody needs the mutex for so long to put or get a text. */
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final SharedRegion region;
    private final Consumer<String> onWait;
    private boolean cleared;

    /**
     * Joins the region, or makes it.
     *
     * @param onWait hears, in the thread that waits, whom it waits for
     */
    SharedText(String name, Consumer<String> onWait) {
        // SharedRegion.openOrCreate(name, 256), but gone with its last user.
        region = SharedRegion.builder(name)
                .size(SIZE_BYTES)
                .lifetime(Lifetime.WHILE_ATTACHED)
                .openOrCreate();
        region.mutex().onOwnerDeath(this::clear);
        this.onWait = onWait;
    }

    /**
     * Puts the text, or as much of it as fits, without cutting a character in two.
     *
     * @return what has been put
     */
    String put(String text) throws InterruptedException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE_BYTES);
        CharBuffer rest = CharBuffer.wrap(text.replace('\0', ' '));
        // It stops in front of the first character that does not fit.
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, bytes, true);
        lock();
        try {
            region.write(0, bytes.array());
        } finally {
            region.unlock();
        }
        return text.substring(0, rest.position());
    }

    /** The text that somebody put last, empty if nobody did. */
    String get() throws InterruptedException {
        byte[] bytes = new byte[SIZE_BYTES];
        lock();
        try {
            region.read(0, bytes);
        } finally {
            region.unlock();
        }
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) length++;
        // Any process may have written it, and control characters do things to a terminal.
        return new String(bytes, 0, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    /** Waits for whoever has the mutex, as long as that lives and keeps it. */
    void lock() throws InterruptedException {
        cleared = false;
        if (region.tryLock(MOMENT)) return;
        onWait.accept("waiting for " + holder().orElse("the lock"));
        region.mutex().lockInterruptibly();
    }

    void unlock() {
        region.unlock();
    }

    boolean isLockedHere() {
        return region.mutex().isHeldByCurrentThread();
    }

    /** Runs when the mutex is acquired and its last holder died. */
    private void clear() {
        region.write(0, new byte[SIZE_BYTES]);
        cleared = true;
    }

    /** Whether the last {@link #lock}, {@link #put} or {@link #get} found that a holder had died. */
    boolean wasCleared() {
        return cleared;
    }

    /** For people: what has become of a text that was to be put. */
    static String report(String wanted, String put) {
        int count = put.codePointCount(0, put.length());
        if (put.length() == wanted.length()) return "put " + count + (count == 1 ? " character" : " characters");
        return "put the first " + count + " of " + wanted.codePointCount(0, wanted.length())
                + " characters; the region has " + SIZE_BYTES + " bytes";
    }

    /** The process that has the mutex at the moment. */
    Optional<String> holder() {
        return region.mutex().holder().filter(LockHolder::isAlive).map(holder -> "process " + holder.pid());
    }

    boolean isFirst() {
        return region.isCreator();
    }

    /** The region, for people. */
    String description() {
        return region.name() + ", " + region.size() + " bytes, " + (isFirst() ? "first" : "joined");
    }

    @Override
    public void close() {
        region.close();
    }
}
