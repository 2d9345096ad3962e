package dev.shm.codegen.scan;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The members of a type in the order of its source, which is that of its fields in memory.
 *
 * <p>javac gives them so. Eclipse's compiler does for what it compiles, and sorts by name what was compiled before:
 * there the class file is asked, and where there is none nothing is guessed.
 */
final class DeclaredOrder {
    private static final List<StandardLocation> LOCATIONS =
            List.of(StandardLocation.CLASS_PATH, StandardLocation.CLASS_OUTPUT);

    private final ProcessingEnvironment environment;
    private final boolean sortsByName;
    private final Set<String> sources = new HashSet<>();

    DeclaredOrder(ProcessingEnvironment environment) {
        this.environment = environment;
        this.sortsByName = environment.getElementUtils().getClass().getName().startsWith("org.eclipse.");
    }

    /** Notes what is compiled from source. */
    void addSources(RoundEnvironment round) {
        for (Element root : round.getRootElements()) sources.add(root.toString());
    }

    boolean isSource(TypeElement type) {
        return sources.contains(outermost(type).toString());
    }

    /**
     * The members of a type.
     *
     * @throws UnknownOrderException if the order matters and cannot be found out
     */
    List<? extends Element> membersOf(TypeElement type) {
        List<? extends Element> members = type.getEnclosedElements();
        List<? extends Element> placed =
                members.stream().filter(DeclaredOrder::isPlaced).toList();
        if (!sortsByName || isSource(type) || placed.size() < 2) return members;
        List<String> names = namesInClassFile(type);
        for (Element member : placed) {
            if (position(member, names) < 0) throw new UnknownOrderException(type);
        }
        List<Element> ordered = new ArrayList<>(members);
        ordered.sort(Comparator.comparingInt(member -> position(member, names)));
        return ordered;
    }

    /**
     * Whether its place among the others may be one in memory: that of a field, a constant, or the getter of an
     * interface.
     */
    private static boolean isPlaced(Element member) {
        Set<Modifier> modifiers = member.getModifiers();
        if (member instanceof ExecutableElement method) {
            return modifiers.contains(Modifier.ABSTRACT)
                    && method.getParameters().isEmpty()
                    && Reach.declaring(method).getKind() == ElementKind.INTERFACE;
        }
        boolean isField = member.getKind() == ElementKind.FIELD
                && !modifiers.contains(Modifier.STATIC)
                && !modifiers.contains(Modifier.TRANSIENT);
        return isField || member.getKind() == ElementKind.ENUM_CONSTANT;
    }

    private static int position(Element member, List<String> names) {
        String name = member.getSimpleName().toString();
        if (!(member instanceof ExecutableElement method)) return names.indexOf(name);
        String start = name + (method.getParameters().isEmpty() ? "()" : "(");
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(start)) return i;
        }
        return -1;
    }

    private static Element outermost(TypeElement type) {
        Element outermost = type;
        Element around = type.getEnclosingElement();
        while (around != null && around.getKind() != ElementKind.PACKAGE) {
            outermost = around;
            around = around.getEnclosingElement();
        }
        return outermost;
    }

    /** Of its fields and methods, as {@link ClassFile} has them; empty if there is no such file. */
    private List<String> namesInClassFile(TypeElement type) {
        String path =
                environment.getElementUtils().getBinaryName(type).toString().replace('.', '/') + ".class";
        try (InputStream file = open(path)) {
            return file == null ? List.of() : ClassFile.memberNames(new DataInputStream(file));
        } catch (IOException e) {
            return List.of();
        }
    }

    private @Nullable InputStream open(String path) {
        for (StandardLocation location : LOCATIONS) {
            try {
                return environment.getFiler().getResource(location, "", path).openInputStream();
            } catch (IOException | RuntimeException e) {
                // The next one: the Eclipse IDE has no class path, and throws what it likes.
            }
        }
        return ClassLoader.getSystemResourceAsStream(path); // the JDK's own
    }
}
