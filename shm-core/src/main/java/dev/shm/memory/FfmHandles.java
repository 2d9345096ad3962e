package dev.shm.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Looks the foreign-memory API up by name, because this module is compiled for Java 17, which does not have it.
 *
 * <p>{@code MemorySegment.reinterpret} is a restricted method: the JVM prints its notice on native access once, the
 * same that JNA causes, unless it was started with {@code --enable-native-access=ALL-UNNAMED}.
 */
final class FfmHandles {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final Class<?> SEGMENT = type("java.lang.foreign.MemorySegment");
    private static final Class<?> LAYOUTS = type("java.lang.foreign.ValueLayout");

    /** The segment that starts at address 0 and has no end: an offset in it is an absolute address. */
    private static final Object EVERYTHING = everything();

    private FfmHandles() {}

    /** A handle on values of a layout of {@code ValueLayout}, whose one coordinate is the absolute address. */
    static VarHandle word(String layout) {
        try {
            Object valueLayout = LAYOUTS.getField(layout).get(null);
            Method varHandle = LAYOUTS.getMethod("varHandle");
            VarHandle handle = (VarHandle) varHandle.invoke(valueLayout);
            // MethodHandles.insertCoordinates is itself newer than Java 17.
            Method insert =
                    MethodHandles.class.getMethod("insertCoordinates", VarHandle.class, int.class, Object[].class);
            VarHandle bound = (VarHandle) insert.invoke(null, handle, 0, new Object[] {EVERYTHING});
            return bound.withInvokeExactBehavior();
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@code (long from, long to, long sizeBytes) void}. */
    static MethodHandle copy() {
        MethodHandle copy = statically(
                "copy", MethodType.methodType(void.class, SEGMENT, long.class, SEGMENT, long.class, long.class));
        return MethodHandles.insertArguments(MethodHandles.insertArguments(copy, 2, EVERYTHING), 0, EVERYTHING);
    }

    /** {@code (long from, Object array, int index, int count) void}. */
    static MethodHandle copyToArray() {
        MethodHandle copy = statically(
                "copy",
                MethodType.methodType(void.class, SEGMENT, LAYOUTS, long.class, Object.class, int.class, int.class));
        return MethodHandles.insertArguments(copy, 0, EVERYTHING, bytes());
    }

    /** {@code (Object array, int index, long to, int count) void}. */
    static MethodHandle copyFromArray() {
        MethodHandle copy = statically(
                "copy",
                MethodType.methodType(void.class, Object.class, int.class, SEGMENT, LAYOUTS, long.class, int.class));
        return MethodHandles.insertArguments(copy, 2, EVERYTHING, bytes());
    }

    /** Allocates zeroed native memory that lives as long as the returned segment is reachable. */
    static Object allocate(long sizeBytes, long alignment) {
        try {
            Class<?> arenas = type("java.lang.foreign.Arena");
            Object arena = arenas.getMethod("ofAuto").invoke(null);
            return arenas.getMethod("allocate", long.class, long.class).invoke(arena, sizeBytes, alignment);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot allocate " + sizeBytes + " bytes of native memory", e);
        }
    }

    static long address(Object segment) {
        try {
            return (long) SEGMENT.getMethod("address").invoke(segment);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a method handle throws is unchecked: all that are looked up here declare nothing. */
    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) throw error;
        if (thrown instanceof RuntimeException exception) return exception;
        return new IllegalStateException(thrown);
    }

    private static MethodHandle statically(String name, MethodType type) {
        try {
            return LOOKUP.findStatic(SEGMENT, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Object everything() {
        try {
            Object nothing = SEGMENT.getField("NULL").get(null);
            return SEGMENT.getMethod("reinterpret", long.class).invoke(nothing, Long.MAX_VALUE);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Object bytes() {
        try {
            return LAYOUTS.getField("JAVA_BYTE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
