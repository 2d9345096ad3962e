package dev.shm.internal.bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.StopCharTesters;
import net.openhft.chronicle.bytes.StopCharsTester;
import net.openhft.chronicle.bytes.render.StandardDecimaliser;
import net.openhft.chronicle.core.io.IORuntimeException;
import net.openhft.chronicle.core.io.ReferenceChangeListener;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.core.util.Histogram;
import net.openhft.chronicle.core.util.ThrowingConsumer;
import net.openhft.chronicle.core.util.ThrowingConsumerNonCapturing;
import org.jspecify.annotations.Nullable;

/**
 * Calls every public method of an object with arguments at and beyond its bounds.
 *
 * <p>A call may return or throw one of the documented exceptions. Whether it read what it should not is seen by calling
 * it twice with different bytes there: the outcome must be the same. Whether it wrote is seen in those bytes.
 */
final class AccessorSweep {
    /** What users are told to expect; Chronicle wraps some in IllegalStateException. */
    private static final List<Class<? extends Throwable>> DOCUMENTED = List.of(
            BufferUnderflowException.class,
            BufferOverflowException.class,
            IndexOutOfBoundsException.class,
            IllegalArgumentException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class,
            ArithmeticException.class, // narrowing of a value by Chronicle
            IORuntimeException.class,
            AssertionError.class // only where another test loaded Chronicle with assertions on
            );

    /**
     * Methods that say who the object is, not what it holds; that wait; that generate classes; or that allocate as much
     * as they read.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "referenceId",
            "referenceName",
            "createdHere",
            "wait",
            "notify",
            "notifyAll",
            "getClass",
            "bytesMethodReader",
            "bytesMethodReaderBuilder",
            "bytesMethodWriter",
            "cipher",
            "readHistogram",
            "readMarshallableLength16",
            "writeMarshallableLength16",
            "readObject",
            "writeObject");

    private static final StopCharsTester STOP_AT_COMMA = (c, next) -> c == ',';

    private static final ThrowingConsumerNonCapturing<Object, RuntimeException, Object> DO_NOTHING =
            (value, text, more) -> {};

    private final long end;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> untried = new TreeSet<>();
    private int calls;

    AccessorSweep(long end) {
        this.end = end;
    }

    List<String> complaints() {
        return complaints;
    }

    /** Methods not called because an argument of theirs is unknown here. */
    Set<String> untried() {
        return untried;
    }

    int calls() {
        return calls;
    }

    /** The memory around a subject, in one of two fillings. */
    interface Surroundings {
        void prepare(int filling);

        boolean untouched(int filling);
    }

    void sweep(Class<?> type, Supplier<?> subject, Surroundings surroundings) throws IllegalAccessException {
        Method[] methods = type.getMethods();
        Arrays.sort(methods, Comparator.comparing(Method::toString));
        for (Method method : methods) {
            if (Modifier.isStatic(method.getModifiers()) || LEFT_OUT.contains(method.getName())) continue;
            method.setAccessible(true);
            Class<?>[] types = method.getParameterTypes();
            int[] counts = new int[types.length];
            boolean known = true;
            for (int i = 0; i < types.length; i++) {
                counts[i] = argumentsOf(types[i]).size();
                known &= counts[i] > 0;
            }
            if (!known) {
                untried.add(method.getName() + Arrays.toString(types));
                continue;
            }
            int[] choice = new int[types.length];
            do call(method, choice, subject, surroundings);
            while (next(choice, counts));
        }
    }

    private static boolean next(int[] choice, int[] counts) {
        for (int i = 0; i < choice.length; i++) {
            if (++choice[i] < counts[i]) return true;
            choice[i] = 0;
        }
        return false;
    }

    private void call(Method method, int[] choice, Supplier<?> subject, Surroundings surroundings)
            throws IllegalAccessException {
        String[] outcomes = new String[2];
        String call = "";
        for (int filling = 0; filling < 2; filling++) {
            Object[] arguments = new Object[choice.length];
            for (int i = 0; i < choice.length; i++) {
                arguments[i] = argumentsOf(method.getParameterTypes()[i]).get(choice[i]);
            }
            if (filling == 0) call = method.getName() + describe(arguments);
            surroundings.prepare(filling);
            Object target = subject.get();
            calls++;
            outcomes[filling] = outcome(method, target, arguments, call);
            if (!surroundings.untouched(filling)) complaints.add(call + " wrote outside");
        }
        if (!outcomes[0].equals(outcomes[1])) {
            complaints.add(call + " read outside: " + outcomes[0] + " / " + outcomes[1]);
        }
    }

    private String outcome(Method method, Object target, Object[] arguments, String call)
            throws IllegalAccessException {
        try {
            Object result = method.invoke(target, arguments);
            return shown(result, target) + describe(arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            if (DOCUMENTED.stream().noneMatch(type -> type.isInstance(cause))) {
                complaints.add(call + " threw " + cause + " " + firstFrame(cause));
            }
            return cause.getClass().getName();
        }
    }

    private static String firstFrame(@Nullable Throwable e) {
        return e == null || e.getStackTrace().length == 0 ? "" : "at " + e.getStackTrace()[0];
    }

    private static String shown(@Nullable Object value, Object target) {
        if (value == null) return "null";
        if (value == target) return "this";
        if (value instanceof byte[] bytes) return Arrays.toString(bytes);
        if (value instanceof char[] chars) return Arrays.toString(chars);
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.capacity()];
            buffer.duplicate().clear().get(bytes);
            return Arrays.toString(bytes);
        }
        if (value instanceof ByteArrayOutputStream out) return Arrays.toString(out.toByteArray());
        if (value instanceof BytesStore<?, ?> store) return store.getClass() + " " + store.length();
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character) return value.toString();
        return value.getClass().getName();
    }

    private static String describe(Object[] arguments) {
        StringBuilder text = new StringBuilder("(");
        for (Object argument : arguments) text.append(shown(argument, "")).append(", ");
        return text.append(")").toString();
    }

    /** Fresh arguments of a type; none for a type that the sweep does not know. */
    private List<Object> argumentsOf(Class<?> type) {
        if (type == long.class) {
            return List.of(0L, 5L, end - 8, end - 1, end, -1L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
        }
        if (type == int.class) return List.of(0, 7, 16, (int) end - 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
        if (type == byte.class) return List.of((byte) 77);
        if (type == short.class) return List.of((short) 77);
        if (type == char.class) return List.of('n');
        if (type == boolean.class) return List.of(true, false);
        if (type == float.class) return List.of(1.5f, 1e30f);
        if (type == double.class) return List.of(1.5, 1e300, Double.NaN);
        if (type == byte[].class) return List.of(new byte[16], new byte[(int) end + 1]);
        if (type == char[].class) return List.of(new char[16]);
        if (type == String.class || type == Object.class) return List.of("textual", "x".repeat((int) end + 1));
        if (type == CharSequence.class) return List.of("text", "\u00e4\u20ac");
        if (type == StringBuilder.class || type == Appendable.class) return List.of(builder());
        if (type == ByteBuffer.class) return List.of(ByteBuffer.allocate(16), ByteBuffer.allocateDirect(16));
        if (type == OutputStream.class) return List.of(new ByteArrayOutputStream());
        if (type == InputStream.class) return List.of(new ByteArrayInputStream(new byte[(int) end * 2]));
        if (type == BigDecimal.class) return List.of(new BigDecimal("12345.678"));
        if (type == BigInteger.class) return List.of(BigInteger.valueOf(12345678901L));
        if (type == LocalDate.class) return List.of(LocalDate.EPOCH);
        if (type == Collection.class) return List.of(new ArrayList<>());
        if (type == Enum.class) return List.of(StopCharTesters.COMMA_STOP);
        if (type == Class.class) return List.of(Thread.State.class);
        if (type == Histogram.class) return List.of(new Histogram());
        if (type == ThrowingConsumer.class) return List.of((ThrowingConsumer<Object, RuntimeException>) value -> {});
        if (type == ThrowingConsumerNonCapturing.class) return List.of(DO_NOTHING);
        if (type == ReferenceChangeListener.class) return List.of(new ReferenceChangeListener() {});
        if (type == ReferenceOwner.class) return List.of(ReferenceOwner.INIT, ReferenceOwner.temporary("sweep"));
        if (type.isInstance(StandardDecimaliser.STANDARD)) return List.of(StandardDecimaliser.STANDARD);
        if (type.isInstance(StopCharTesters.COMMA_STOP)) return List.of(StopCharTesters.COMMA_STOP);
        if (type.isInstance(STOP_AT_COMMA)) return List.of(STOP_AT_COMMA);
        if (Bytes.class.isAssignableFrom(type) || type.isAssignableFrom(Bytes.class)) {
            Bytes<?> tooMuch = Bytes.wrapForRead(new byte[(int) end + 9]);
            Bytes<?> elastic = Bytes.allocateElasticOnHeap(16);
            elastic.writeLong(0x0102030405060708L);
            List<Object> all = new ArrayList<>(List.of(tooMuch, elastic));
            if (type.isAssignableFrom(BytesStore.class)) all.add(BytesStore.wrap(new byte[24]));
            return all;
        }
        return List.of();
    }

    private static StringBuilder builder() {
        return new StringBuilder();
    }
}
