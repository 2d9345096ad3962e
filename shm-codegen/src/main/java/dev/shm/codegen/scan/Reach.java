package dev.shm.codegen.scan;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** From where a type can be named. */
final class Reach {
    private Reach() {}

    /** From everywhere. */
    static boolean isPublic(TypeElement type) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (!at.getModifiers().contains(Modifier.PUBLIC)) return false;
        }
        return true;
    }

    /** From inside its outermost class only. */
    static boolean isPrivate(TypeElement type) {
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            if (at.getModifiers().contains(Modifier.PRIVATE)) return true;
        }
        return false;
    }

    /** The type that a member stands in. */
    static TypeElement declaring(Element member) {
        return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
    }

    static boolean isReachableFrom(TypeElement type, PackageElement home, PackageElement user) {
        return isPublic(type) || (home.equals(user) && !isPrivate(type));
    }
}
