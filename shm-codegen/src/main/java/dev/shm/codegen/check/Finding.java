package dev.shm.codegen.check;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * One problem at one place.
 *
 * @param element at fault; null if nothing in the source is
 */
public record Finding(Problem problem, @Nullable Element element, String message) {
    public static Finding of(Problem problem, @Nullable Element element, Object... arguments) {
        return new Finding(problem, element, problem.message(arguments));
    }
}
