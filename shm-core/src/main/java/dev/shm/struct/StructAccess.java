package dev.shm.struct;

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

    /** Copies all bytes of a struct to another of the same layout; a process that dies meanwhile leaves a mix. */
    public static void copy(Struct from, Struct to) {
        RawMemory.copy(readAddress(from), writeAddress(to), to.layout.sizeBytes());
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
            throw corrupt(struct, fieldName, "code " + code + " of an enum of " + constants.length + " constants");
        }
        return constants[code - 1];
    }

    static CorruptStructException corrupt(Struct struct, String fieldName, String found) {
        return new CorruptStructException("field '" + fieldName + "' of " + struct.layout.name() + " in "
                + struct.scope.description() + " holds " + found
                + ", which no program with this layout writes: look for a program that writes there by raw address,"
                + " and set the field again");
    }
}
