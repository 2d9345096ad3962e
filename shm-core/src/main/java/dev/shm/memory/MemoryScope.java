package dev.shm.memory;

/**
 * A range of native memory with bounds and an end: what stands between a view and a raw address.
 *
 * <p>A view asks {@link #addressOf} once, when it is bound, for the address of its bytes; that checks bounds. Before
 * each access it looks at {@link #isReadable()} or {@link #isWritable()}; these are plain fields, which cost one load.
 * A thread may therefore see the end of the scope late. That is safe: the owner of the range replaces the memory by
 * private zero pages before it gives it back, and gives the addresses back only when this object is unreachable. So an
 * accessor ends with {@link java.lang.ref.Reference#reachabilityFence} on something that holds the scope.
 *
 * <p>Any thread may call any method. Not for applications.
 */
public abstract class MemoryScope {
    private final long base;

    // Only grows. Plain: a thread that sees it late asks again, in addressOf.
    private long sizeBytes;

    // Plain on purpose: a volatile flag costs three times the access itself. See the class comment.
    private boolean readable;
    private boolean writable;

    protected MemoryScope(long base, long sizeBytes, boolean readable, boolean writable) {
        this.base = base;
        this.sizeBytes = sizeBytes;
        this.readable = readable;
        this.writable = writable;
    }

    /** The absolute address of the first byte; unchecked memory, not to be kept beyond the scope. */
    public final long base() {
        return RawMemory.canonical(base);
    }

    /** The bytes that may be accessed. */
    public final long sizeBytes() {
        return sizeBytes;
    }

    public final boolean isReadable() {
        return readable;
    }

    public final boolean isWritable() {
        return writable;
    }

    /**
     * The absolute address of a part of this scope.
     *
     * @param offset in bytes from the start of the scope; untrusted
     * @param length in bytes; untrusted
     * @throws IndexOutOfBoundsException if the part is not wholly inside
     */
    public final long addressOf(long offset, long length) {
        // Written so that no sum can overflow.
        if (offset < 0 || length < 0 || length > sizeBytes || offset > sizeBytes - length) {
            return addressOfGrown(offset, length);
        }
        return base + offset;
    }

    /** Throws the exception that says why reading is refused, if it is. */
    public final void checkReadable() {
        if (!readable) throw refusal();
    }

    /** Throws the exception that says why writing is refused, if it is. */
    public final void checkWritable() {
        if (!writable) throw refusal();
    }

    /** The exception for an access that the flags refuse: closed, read-only or unbound. */
    public abstract RuntimeException refusal();

    /** What the range is, for messages: {@code region 'trades'}. */
    public abstract String description();

    /**
     * Called for a part that seems to be outside: looks whether the range has grown meanwhile.
     *
     * @param endBytes where the part would end; untrusted, but neither negative nor overflown
     */
    protected void grow(long endBytes) {}

    /** Says that the range has grown to a size; it never shrinks. */
    protected final void grown(long newSizeBytes) {
        sizeBytes = Math.max(sizeBytes, newSizeBytes);
    }

    /** Refuses every later access. Memory and addresses are the owner's business. */
    protected final void end() {
        writable = false;
        readable = false;
    }

    private long addressOfGrown(long offset, long length) {
        boolean sane = offset >= 0 && length >= 0 && offset <= Long.MAX_VALUE - length;
        if (sane) grow(offset + length);
        if (!sane || offset + length > sizeBytes) throw outside(offset, length);
        return base + offset;
    }

    private IndexOutOfBoundsException outside(long offset, long length) {
        return new IndexOutOfBoundsException("offset " + offset + ", length " + length + " is outside " + description()
                + " of " + sizeBytes + " bytes");
    }
}
