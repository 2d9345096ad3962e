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
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The members of a type in the order of its source, which is that of its fields in memory.
 *
 * <p>javac gives them so. Eclipse's compiler does for what it compiles, and sorts by name what was compiled before: there
 * the class file is asked.
 */
final class DeclaredOrder {
    private final ProcessingEnvironment environment;
    private final boolean sortsByName;
    private final Set<String> sources = new HashSet<>();

    DeclaredOrder(ProcessingEnvironment environment) {
        this.environment = environment;
        this.sortsByName = environment.getClass().getName().startsWith("org.eclipse.");
    }

    /** Notes what is compiled from source. */
    void addSources(RoundEnvironment round) {
        for (Element root : round.getRootElements()) sources.add(root.toString());
    }

    boolean isSource(TypeElement type) {
        return sources.contains(outermost(type).toString());
    }

    List<? extends Element> membersOf(TypeElement type) {
        List<? extends Element> members = type.getEnclosedElements();
        if (!sortsByName || isSource(type)) return members;
        List<String> names = namesInClassFile(type);
        List<Element> ordered = new ArrayList<>(members);
        ordered.sort(Comparator.comparingInt(
                member -> names.indexOf(member.getSimpleName().toString())));
        return ordered;
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

    /** Of its fields and methods, as they follow one another; empty if there is no such file. */
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
        try {
            return environment
                    .getFiler()
                    .getResource(StandardLocation.CLASS_PATH, "", path)
                    .openInputStream();
        } catch (IOException | RuntimeException e) {
            return ClassLoader.getSystemResourceAsStream(path); // the JDK's own
        }
    }
}
