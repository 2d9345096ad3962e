package dev.shm.struct;

import dev.shm.internal.bytes.ChronicleViews;
import dev.shm.memory.MemoryScope;
import java.lang.invoke.VarHandle;
import net.openhft.chronicle.bytes.Byteable;
import org.jspecify.annotations.Nullable;

/**
 * A view of one fixed-layout value in shared memory; the superclass of every generated {@code SharedX}.
 *
 * <p>A struct is a flyweight: it holds an address and no data, and may be bound to one place after another without
 * garbage. Made by its constructor it is bound to nothing and every access throws {@link IllegalStateException}; bound
 * to memory that has been closed, every access throws {@code RegionClosedException}.
 *
 * <p>A flyweight is confined to one thread at a time. The bytes it shows may be written by any thread of any process
 * meanwhile; plain fields then read as old or new, each by itself. A process that dies in a setter of a field of up to
 * eight bytes leaves that field old or new.
 *
 * <p>The names of this class's methods, of {@code Object}'s, and of those that every flyweight has by itself,
 * {@code get}, {@code set}, {@code copyFrom} and {@code allocate}, are the only ones that a field must not have.
 */
public abstract class Struct {
    /** Never null; where {@link #address} is, if it is not 0. */
    MemoryScope scope = Unbound.SCOPE;

    /**
     * Absolute; 0 while bound to nothing. Unbinding a message must not write a reference: that can cost a full fence.
     */
    long address;

    final StructLayout layout;

    /** Flyweights of structs inside this one, linked by {@link #nextInner}: all that were ever asked for. */
    private @Nullable Struct firstInner;

    private @Nullable Struct nextInner;

    /** Whether any of them shows something. */
    private boolean showsInner;

    // Of the layout that the bound structs were stored with. Here because they are read at each binding.
    private int sizeBytes;
    private int alignmentMask;

    /** The version of that layout, or this one's if that is later: fields of a later version are not there. */
    int version;

    /** Where the last of the fields ends that are there. */
    int endBytes;

    /** Whether that layout has another version than this one. */
    boolean storedByOther;

    /** Makes an unbound flyweight. */
    protected Struct(StructLayout layout) {
        this.layout = layout;
        this.sizeBytes = layout.sizeBytes();
        this.alignmentMask = layout.alignment() - 1;
        this.version = layout.version();
        this.endBytes = layout.endBytes();
    }

    /** Says that all that this flyweight will be bound to was stored with another, compatible layout. */
    final void fit(StructLayout stored) {
        storedByOther = stored.version() != layout.version();
        if (stored.version() >= layout.version()) return; // it begins as this one
        sizeBytes = stored.sizeBytes();
        alignmentMask = stored.alignment() - 1;
        version = stored.version();
        endBytes = stored.endBytes();
    }

    /**
     * Shows another place from now on. For the data structures: applications get bound flyweights.
     *
     * @param memory where the value lies
     * @param offset of the value, in bytes from the start of {@code memory}
     * @throws IndexOutOfBoundsException if the value would not lie wholly inside
     * @throws IllegalArgumentException if the place is not aligned for this layout
     */
    public final void bind(MemoryScope memory, long offset) {
        long place = memory.addressOf(offset, sizeBytes);
        if ((place & alignmentMask) != 0) throw misaligned(memory, offset);
        if (showsInner) unbindInner();
        if (scope == memory) {
            address = place; // the usual step, to the next value of the same region
            return;
        }
        // A thread that is handed this object through a race must not pair one scope with an address of another.
        address = 0;
        VarHandle.storeStoreFence();
        scope = Unbound.SCOPE;
        VarHandle.storeStoreFence();
        address = place;
        VarHandle.storeStoreFence();
        scope = memory;
    }

    /** Shows nothing from now on, and so do the flyweights of structs inside. */
    final void unbind() {
        address = 0;
        if (showsInner) unbindInner();
    }

    /** Binds the flyweight of a struct inside this one. */
    final void show(Struct inner, long offset) {
        if (address == 0 || !scope.isReadable()) throw refusal();
        if (inner.address == address + offset && inner.scope == scope) return;
        show(inner, scope, address - scope.base() + offset);
    }

    private void show(Struct inner, MemoryScope memory, long offset) {
        boolean isNew = inner.address == 0 && inner.scope == Unbound.SCOPE;
        inner.bind(memory, offset); // first: one that is refused would be linked again by the next call
        if (isNew) {
            inner.nextInner = firstInner;
            firstInner = inner;
        }
        showsInner = true;
    }

    /** Binds the flyweight of a struct inside this one that came with a version. */
    final void show(Struct inner, long offset, int since) {
        if (version >= since) {
            show(inner, offset);
            return;
        }
        if (address == 0 || !scope.isReadable()) throw refusal();
        if (inner.scope != layout.absent() || inner.address == 0) show(inner, layout.absent(), offset);
    }

    private void unbindInner() {
        showsInner = false;
        for (Struct inner = firstInner; inner != null; inner = inner.nextInner) inner.unbind();
    }

    /** Whether this flyweight shows memory that is still open. */
    public final boolean isBound() {
        return address != 0 && scope.isReadable();
    }

    /**
     * This flyweight as a {@code Byteable}, so that Chronicle Bytes, Map and Queue accept it: its bytes are there to be
     * copied, and its {@code bytesStore(store, offset, length)} lets this flyweight show bytes of Chronicle's.
     *
     * <p>Chronicle's memory is Chronicle's to keep: a flyweight that shows an entry of a map must not be used after the
     * map was closed. It must lie at an address aligned for this layout.
     *
     * @throws UnsupportedOperationException if Chronicle Bytes cannot run in this JVM
     */
    public final Byteable asByteable() {
        return ChronicleViews.of(this);
    }

    /** How many bytes the struct has that is, or will be, shown. */
    final int sizeBytes() {
        return sizeBytes;
    }

    /** Why an access is refused. */
    final RuntimeException refusal() {
        return address == 0 ? Unbound.SCOPE.refusal() : scope.refusal();
    }

    private IllegalArgumentException misaligned(MemoryScope memory, long offset) {
        return new IllegalArgumentException("offset " + offset + " of " + memory.description() + " is not aligned to "
                + layout.alignment() + " bytes, as " + layout.name() + " needs");
    }
}
