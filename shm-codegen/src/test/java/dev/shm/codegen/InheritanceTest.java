package dev.shm.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which fields a struct has whose class or interface extends others. */
class InheritanceTest {
    private static final Pattern BUILDER_CALL = Pattern.compile("\\n +\\.(\\w+\\(\"\\w+\".*)");

    @Test
    void methodThatIsInheritedOnTwoWaysIsOneField() throws IOException {
        assertEquals(List.of("a", "b", "c", "d"), fields("""
                @SharedStruct public interface X extends B, C { int d(); }
                @SharedStruct interface A { int a(); void a(int v); }
                @SharedStruct interface B extends A { int b(); }
                @SharedStruct interface C extends A { int c(); }"""));
        assertEquals(List.of("id", "a"), fields("""
                @SharedStruct public interface X extends A, B { int a(); }
                @SharedStruct interface A { long id(); void setId(long v); }
                @SharedStruct interface B { long id(); void setId(long v); }"""));
    }

    @Test
    void getterDeclaredAgainIsTheSameField() throws IOException {
        assertEquals(List.of("name", "b"), fields("""
                @SharedStruct public interface X extends A { int b(); @Override String name(); }
                @SharedStruct interface A { @MaxBytes(4) String name(); void name(String v); }"""));
        assertEquals(List.of("a"), fields("""
                @SharedStruct public interface X extends A { @Override @Atomic int a(); }
                @SharedStruct interface A { int a(); }"""));
    }

    @Test
    void annotationsOfAGetterAreInheritedUnlessTheyAreRepeated() throws IOException {
        assertEquals(List.of("text(\"name\", NAME_MAX_BYTES).align(8).since(2)"), calls("""
                @SharedStruct(version = 2) public interface X extends A { @Override @MaxBytes(6) String name(); }
                @SharedStruct(version = 2) interface A { @Since(2) @Align(8) @MaxBytes(4) String name(); }"""));
    }

    @Test
    void nearestAnnotationOfAGetterIsInherited() throws IOException {
        assertEquals(List.of("text(\"name\", NAME_MAX_BYTES).since(2)"), calls("""
                @SharedStruct(version = 2) public interface X extends B { @Override String name(); }
                @SharedStruct(version = 2) interface B extends A { @Override @Since(2) @MaxBytes(8) String name(); }
                @SharedStruct(version = 3) interface A { @Since(3) @MaxBytes(4) String name(); }"""));
    }

    @Test
    void getterThatADefaultMethodImplementsIsNoField() throws IOException {
        assertEquals(List.of("b"), fields("""
                @SharedStruct public interface X extends A { int b(); default int a() { return 1; } }
                @SharedStruct interface A { int a(); }"""));
        assertEquals(List.of("b", "a"), fields("""
                @SharedStruct public interface X extends A { int a(); }
                @SharedStruct interface A { int b(); default int a() { return 1; } }"""));
    }

    @Test
    void setterMaySetAnInheritedField() throws IOException {
        assertEquals(List.of("a"), fields("""
                @SharedStruct public interface X extends A { void setA(int v); X a(int v); }
                @SharedStruct interface A { int a(); }"""));
        assertEquals(List.of("isNew", "b"), fields("""
                @SharedStruct public interface X extends A { X setNew(boolean v); @Override X b(int v); }
                @SharedStruct interface A { boolean isNew(); int getB(); A b(int v); }"""));
    }

    @Test
    void interfaceWithoutAbstractMethodsMayBeAbove() throws IOException {
        assertEquals(List.of("a"), fields("""
                @SharedStruct public interface X extends java.io.Serializable, Cloneable, Comparable<X>, M {
                    int a();
                    @Override default int compareTo(X other) { return Integer.compare(a(), other.a()); }
                }
                interface M { default int twice() { return 2; } static int none() { return 0; } }"""));
        assertEquals(List.of("id", "a"), fields("""
                @SharedStruct public interface X extends HasId { @Override long id(); int a(); }
                interface HasId { long id(); }"""));
        assertEquals(List.of("id", "a"), fields("""
                @SharedStruct public interface X extends Middle { int a(); }
                interface Middle extends HasId {}
                @SharedStruct interface HasId { long id(); }"""));
    }

    @Test
    void methodsOfObjectAreNoFields() throws IOException {
        assertEquals(List.of("a"), fields("""
                @SharedStruct public interface X {
                    int a(); boolean equals(Object other); int hashCode(); String toString();
                }"""));
        assertEquals(List.of("a"), fields("""
                @SharedStruct public interface X { int a(); boolean equals(@Mark Object other); }
                @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE) @interface Mark {}"""));
    }

    @Test
    void whatOnlyTheHeirCannotDoIsSaidOfEachHeir() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .compile(JavaFileObjects.forSourceString("q.Base", """
                                package q;
                                @dev.shm.struct.SharedStruct public class Base { int a; }"""), heirOfBase("X"), heirOfBase("Y"));
        String where = "field 'a' is not public, in another package and cannot be ";
        for (String heir : new String[] {"X", "Y"}) {
            assertThat(compilation)
                    .hadErrorContaining("(in " + heir + ", inherited from Base)")
                    .inFile(heirOfBase(heir))
                    .onLine(2);
        }
        assertThat(compilation).hadErrorContaining("[SHM032] " + where + "read");
        assertThat(compilation).hadErrorContaining("[SHM033] " + where + "set");
        assertThat(compilation).hadErrorCount(4);
    }

    /** Nobody looks at the class again where it is compiled already. */
    @Test
    void faultsOfCompiledSuperclassesAreSaidOfTheHeir(@TempDir Path library) throws IOException {
        Compilation base = Compiler.javac().compile(JavaFileObjects.forSourceString("q.Base", """
                package q;
                @dev.shm.struct.SharedStruct public class Base { public final int a = 1; }"""));
        Files.createDirectory(library.resolve("q"));
        try (var bytes = base.generatedFiles().get(0).openInputStream()) {
            Files.copy(bytes, library.resolve("q/Base.class"));
        }
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-cp", library + File.pathSeparator + System.getProperty("java.class.path"))
                .compile(heirOfBase("X"));
        assertThat(compilation)
                .hadErrorContaining("[SHM031] field 'a' is final, so get() could not set it: remove 'final'"
                        + " (in X, inherited from Base)")
                .inFile(heirOfBase("X"))
                .onLine(2);
    }

    private static JavaFileObject heirOfBase(String name) {
        return JavaFileObjects.forSourceString("p." + name, """
                package p;
                @dev.shm.struct.SharedStruct class %s extends q.Base { int b; }""".formatted(name));
    }

    @Test
    void narrowerTypeOfAGetterIsTheFields() throws IOException {
        assertEquals(List.of("struct(\"leg\", SharedLong.LAYOUT)"), calls("""
                @SharedStruct public interface X extends A { @Override Long leg(); }
                @SharedStruct interface A { Leg leg(); }
                @SharedStruct class Leg { int a; }
                @SharedStruct class Long extends Leg { int b; }"""));
    }

    @Test
    void whatIsDeprecatedAboveOrAroundGivesNoWarnings() {
        assertThat(compile("""
                @SuppressWarnings("deprecation") @SharedStruct public class X extends Above { int b; Old.Kind kind; @Length(2) Old.Leg[] legs; }
                @SuppressWarnings("deprecation") @SharedStruct class Above { @Deprecated int a; @Deprecated(forRemoval = true) int c; Old.Kind up;
                    @Deprecated private int d;
                    @Deprecated int getD() { return d; } @Deprecated(forRemoval = true) void setD(int v) { d = v; } }
                @Deprecated class Old {
                    @SharedStruct static class Leg { int a; } enum Kind { A }
                    @SharedStruct interface Face extends Lower { int a(); } interface Lower { }
                    @SharedStruct record Pair(int a, Face face) {}
                }""")).succeededWithoutWarnings();
        assertThat(compile("""
                @SuppressWarnings("deprecation") @SharedStruct public interface X extends Above { int b(); Old.Kind kind(); }
                @SharedStruct interface Above { @Deprecated int a(); @Deprecated(forRemoval = true) void a(int v); }
                @Deprecated interface Old { enum Kind { A } }""")).succeededWithoutWarnings();
    }

    private static List<String> fields(String source) throws IOException {
        return calls(source).stream().map(call -> call.split("\"", -1)[1]).toList();
    }

    /** Of the builder, for the fields of {@code SharedX}; a user of all classes is compiled with them. */
    private static List<String> calls(String source) throws IOException {
        Compilation compilation = compile(source);
        assertThat(compilation).succeededWithoutWarnings();
        JavaFileObject file = compilation.generatedSourceFile("p.SharedX").orElseThrow();
        String text = file.getCharContent(false).toString();
        List<String> calls = new ArrayList<>();
        Matcher call = BUILDER_CALL.matcher(text.substring(text.indexOf("LAYOUT ="), text.indexOf(".build()")));
        while (call.find()) calls.add(call.group(1));
        return calls;
    }

    private static Compilation compile(String source) {
        return Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions(Stream.of("-Xlint:all,-processing,-auxiliaryclass", "-Werror")
                        .toArray())
                .compile(JavaFileObjects.forSourceString("p.X", "package p; import dev.shm.struct.*;\n" + source));
    }
}
