package demo;

import dev.shm.struct.CorruptStructException;
import dev.shm.struct.Struct;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** What all methods of a flyweight answer that read, also those of the structs inside. */
final class Readers {
    private static final Pattern WRITER = Pattern.compile("set|copyFrom|compareAndSet.*|getAndAdd.*|allocate");
    private static final Set<String> NOT_OF_FIELDS =
            Set.of("bind", "isBound", "asByteable", "getClass", "notify", "wait");

    private Readers() {}

    /** One line for each call: a value, or the refusal of a damaged one. */
    static List<String> answers(Struct struct) throws IllegalAccessException {
        List<String> answers = new ArrayList<>();
        Method[] methods = struct.getClass().getDeclaredMethods();
        Arrays.sort(methods, Comparator.comparing(Method::toString));
        for (Method method : methods) {
            boolean reads = Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()
                    && method.getReturnType() != void.class
                    && method.getReturnType() != struct.getClass()
                    && !WRITER.matcher(method.getName()).matches()
                    && !NOT_OF_FIELDS.contains(method.getName());
            if (!reads) continue;
            boolean indexed = method.getParameterCount() > 0 && method.getParameterTypes()[0] == int.class;
            for (int index = 0; index < (indexed ? 4 : 1); index++) call(struct, method, index, answers);
        }
        return answers;
    }

    @SuppressWarnings("UnnecessaryStringBuilder") // a method takes it
    private static void call(Struct struct, Method method, int index, List<String> answers)
            throws IllegalAccessException {
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : method.getParameterTypes()) {
            if (type == int.class) arguments.add(arguments.isEmpty() ? index : 0);
            else if (type == CharSequence.class) arguments.add("x");
            else if (type == StringBuilder.class) arguments.add(new StringBuilder());
            else if (type == byte[].class) arguments.add(new byte[1 << 17]);
            else if (type == Object.class) arguments.add(struct);
            else throw new AssertionError(method.toString());
        }
        String line = method.getName()
                + arguments.stream().filter(Integer.class::isInstance).toList() + " ";
        try {
            method.setAccessible(true);
            Object answer = method.invoke(struct, arguments.toArray());
            if (answer instanceof Struct inside) answers.addAll(answers(inside));
            else answers.add(line + shown(answer) + shown(arguments.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof CorruptStructException refusal) {
                answers.add(line + refusal.getMessage());
            } else if (e.getCause() instanceof IndexOutOfBoundsException none && index > 0) {
                answers.add(line + none.getMessage()); // arrays are of 2 to 4
            } else {
                throw new AssertionError(line, e.getCause());
            }
        }
    }

    private static String shown(Object answer) throws IllegalAccessException {
        if (answer == null) return "null";
        if (answer instanceof Struct) return "itself";
        if (answer instanceof byte[] bytes) return bytes.length + " bytes " + Arrays.hashCode(bytes);
        StringJoiner parts = new StringJoiner(", ", "[", "]");
        if (answer.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(answer); i++) parts.add(shown(Array.get(answer, i)));
        } else if (answer.getClass().getPackage() == Readers.class.getPackage() && !(answer instanceof Enum)) {
            for (Field field : answer.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                parts.add(field.getName() + "=" + shown(field.get(answer)));
            }
        } else {
            return answer.toString();
        }
        return parts.toString();
    }
}
