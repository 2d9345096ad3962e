package dev.shm.jqwik;

import dev.shm.struct.StructType;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/** Finds the type token of an annotated class: the annotation itself is not there at run time. */
final class StructTypes {
    private StructTypes() {}

    /** The token, {@code SharedTrade.TYPE} for {@code Trade}; null if the class has none, so is not annotated. */
    static @Nullable StructType<?, ?> of(Class<?> valueType) {
        if (valueType.isPrimitive() || valueType.isArray()) return null;
        try {
            Class<?> flyweight = Class.forName(flyweightName(valueType), true, valueType.getClassLoader());
            Field token = flyweight.getDeclaredField("TYPE");
            token.setAccessible(true); // a class that is not public has a flyweight that is not
            return token.get(null) instanceof StructType<?, ?> type && type.valueType() == valueType ? type : null;
        } catch (ClassNotFoundException | NoSuchFieldException e) {
            return null;
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException(
                    "the flyweight of " + valueType.getName() + " cannot be reached: open its"
                            + " package to dev.shm.jqwik, or make the class public",
                    e);
        }
    }

    /** As the processor names it: {@code SharedOuter_Leg} for {@code Outer.Leg}, in the same package. */
    private static String flyweightName(Class<?> valueType) {
        String simple = valueType.getSimpleName();
        for (Class<?> outer = valueType.getDeclaringClass(); outer != null; outer = outer.getDeclaringClass()) {
            simple = outer.getSimpleName() + "_" + simple;
        }
        String packageName = valueType.getPackageName();
        return (packageName.isEmpty() ? "" : packageName + ".") + "Shared" + simple;
    }
}
