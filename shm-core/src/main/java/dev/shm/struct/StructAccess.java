package dev.shm.struct;

import dev.shm.LayoutMismatchException;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What generated structs need of their superclass without its showing among their methods.
 *
 * <p><b>Called by generated code; not for applications.</b> An address got here is good as long as the flyweight is
 * reachable, which is why each accessor ends with a {@link Reference#reachabilityFence}.
 */
@SuppressWarnings("ReachabilityFenceUsage") // not in finally: after an exception nothing uses the address
public final class StructAccess {
    private StructAccess() {}

    /**
     * Where the struct lies, for reading.
     *
     * @throws RuntimeException the scope's refusal, if it is closed or bound to nothing
     */
    public static long readAddress(Struct struct) {
        long address = struct.address;
        if (address == 0 || !struct.scope.isReadable()) throw struct.refusal();
        return RawMemory.canonical(address);
    }

    /**
     * Where the struct lies, for writing.
     *
     * @throws RuntimeException the scope's refusal, if it is closed, read-only or bound to nothing
     */
    public static long writeAddress(Struct struct) {
        long address = struct.address;
        if (address == 0 || !struct.scope.isWritable()) throw struct.refusal();
        return RawMemory.canonical(address);
    }

    /** The memory that the struct lies in. */
    public static MemoryScope scope(Struct struct) {
        return struct.scope;
    }

    /** How many bytes it has there. */
    public static int sizeBytes(Struct struct) {
        return struct.sizeBytes();
    }

    /** Why a struct that is not bound shows nothing, for its {@code toString}. */
    public static String whyNothing(Struct struct) {
        return struct.address == 0 ? "unbound" : "closed";
    }

    /** What it is, for messages. */
    public static String describe(Struct struct) {
        return struct.layout.name();
    }

    /**
     * Where fields that came with a version are to be read: among zeros, if the struct was stored before that.
     *
     * @throws RuntimeException the scope's refusal, if it is closed or bound to nothing
     */
    public static long readAddress(Struct struct, int since) {
        long address = readAddress(struct);
        return struct.version >= since ? address : struct.layout.absent().base();
    }

    /**
     * Where fields that came with a version are to be written.
     *
     * @throws LayoutMismatchException if the struct was stored before that
     * @throws RuntimeException the scope's refusal, if it is closed, read-only or bound to nothing
     */
    public static long writeAddress(Struct struct, int since) {
        long address = writeAddress(struct);
        if (struct.version < since) throw absent(struct, since);
        return address;
    }

    /** Says that a flyweight will be bound to structs that were stored with another layout, compatible with its own. */
    public static void fit(Struct struct, StructLayout stored) {
        struct.fit(stored);
    }

    /** Whether some of a flyweight's fields are not there, because it shows a struct of an earlier version. */
    public static boolean isOlder(Struct struct) {
        return struct.version < struct.layout.version();
    }

    /**
     * Whether a flyweight shows a struct that another version of its class has stored, earlier or later: then it has no
     * room for a whole value, or there are fields behind it that are not this flyweight's to write.
     */
    public static boolean isOfOtherVersion(Struct struct) {
        return struct.storedByOther;
    }

    /**
     * Writes a whole value to a struct of an earlier version.
     *
     * @param value a private flyweight of the present version
     * @throws LayoutMismatchException if a field is set that is not there; nothing is written then
     */
    public static void setOlder(Struct struct, Struct value) {
        copy(value, struct);
    }

    /**
     * The offset of an element of an array.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public static long element(int offset, int length, int stride, int index) {
        return offset + (long) Objects.checkIndex(index, length) * stride;
    }

    /**
     * Refuses an array of another length than the field's.
     *
     * @throws IllegalArgumentException that names both
     */
    public static void checkLength(StructLayout layout, String fieldName, int length, int found) {
        if (found == length) return;
        throw new IllegalArgumentException("field '" + fieldName + "' of " + layout.name() + " is an array of " + length
                + " elements, and this one has " + found + ": give it exactly " + length + ", or change @Length");
    }

    /**
     * Shows a struct inside another: binds the flyweight for it, unless it is bound there already. It is bound to
     * nothing as soon as the outer one shows another place.
     *
     * @param inner a flyweight that the outer one keeps for this
     * @param offset in bytes from the start of the outer one
     */
    public static <S extends Struct> S inside(Struct outer, S inner, long offset) {
        outer.show(inner, offset);
        return inner;
    }

    /** As {@link #inside(Struct, Struct, long)}, for one that came with a version; before that it shows zeros. */
    public static <S extends Struct> S inside(Struct outer, S inner, long offset, int since) {
        outer.show(inner, offset, since);
        return inner;
    }

    /** Writes zeros over a whole struct: no value, where null is none. */
    public static void zero(Struct struct) {
        RawMemory.zero(writeAddress(struct), struct.layout.sizeBytes());
        Reference.reachabilityFence(struct);
    }

    /**
     * The layout of a generated class, if it is what the class was generated for: its constants follow from layouts of
     * structs that it contains, which may have been compiled anew.
     *
     * @throws IllegalStateException if it is another
     */
    public static StructLayout verified(StructLayout layout, long fingerprint) {
        if (layout.fingerprint() == fingerprint) return layout;
        throw new IllegalStateException("a struct inside " + layout.name() + " has changed since that was compiled:"
                + " compile " + layout.name() + " again. Its layout now is\n" + layout.describe());
    }

    /** Binds a new flyweight to zeroed memory of its own. */
    public static <S extends Struct> S allocate(S flyweight) {
        flyweight.bind(PrivateMemory.allocate(flyweight.layout.sizeBytes()), 0);
        return flyweight;
    }

    /** Binds a flyweight to nothing. */
    public static void unbind(Struct struct) {
        struct.unbind();
    }

    /**
     * Copies all fields of a struct to another of the same class; a process that dies meanwhile leaves a mix. Fields
     * that the source has not are zero afterwards.
     *
     * @throws LayoutMismatchException if a field is set that the target has not; nothing is written then
     */
    public static void copy(Struct from, Struct to) {
        long source = readAddress(from);
        long target = writeAddress(to);
        if (to.endBytes < from.endBytes) {
            for (StructField field : from.layout.fields()) {
                if (field.since() > to.version && !field.isUnset(source)) throw absent(to, field.since());
            }
        }
        RawMemory.copy(source, target, Math.min(from.endBytes, to.endBytes));
        if (from.endBytes < to.endBytes) RawMemory.zero(target + from.endBytes, to.endBytes - from.endBytes);
        Reference.reachabilityFence(from);
        Reference.reachabilityFence(to);
    }

    /**
     * The constants of an enum by ordinal, for a generated class to keep.
     *
     * @throws IllegalStateException if they are not those that the class was generated for
     */
    public static <E extends Enum<E>> E[] constants(StructLayout layout, String fieldName, Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> names = new ArrayList<>();
        for (E constant : constants) names.add(constant.name());
        StructField field = layout.field(fieldName);
        if (field == null || !field.constants().equals(names)) {
            throw new IllegalStateException("the constants of " + type.getName() + " are " + names + ", but " + field
                    + " of " + layout.name() + " was generated for others: compile the struct again");
        }
        return constants;
    }

    /** What is stored for an enum constant: 0 for null, else its ordinal plus one. */
    @SuppressWarnings("EnumOrdinal") // the layout pins the constants and their order
    public static int enumCode(@Nullable Enum<?> constant) {
        return constant == null ? 0 : constant.ordinal() + 1;
    }

    /**
     * The constant for a code read from memory.
     *
     * @param code unsigned, untrusted
     * @throws CorruptStructException if there is no such constant
     */
    public static <E extends Enum<E>> @Nullable E enumConstant(
            Struct struct, String fieldName, E[] constants, int code) {
        if (code == 0) return null;
        if (code > constants.length) {
            throw new CorruptStructException(
                    holds(struct, fieldName, StructValues.unknownConstant(code, constants.length))
                            + ". A later version of the enum may have appended that one: then bring this program to it. Else look for a"
                            + " program that writes there by raw address");
        }
        return constants[code - 1];
    }

    private static LayoutMismatchException absent(Struct struct, int since) {
        return new LayoutMismatchException(struct.layout.name() + " in " + struct.scope.description()
                + " was stored by version " + struct.version + ", which has no room for fields of version " + since
                + ": leave them zero and null, or delete the region and create it with this version");
    }

    private static String holds(Struct struct, String fieldName, String found) {
        return "field '" + fieldName + "' of " + struct.layout.name() + " in " + struct.scope.description() + " holds "
                + found;
    }

    static CorruptStructException corrupt(Struct struct, String fieldName, String found) {
        return new CorruptStructException(holds(struct, fieldName, found)
                + ", which no program with this layout writes: look for a program that writes there by raw address,"
                + " and set the field again");
    }
}
