package dev.shm.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs that name what another processor generates, what nobody does, and what was left behind. */
class WaitingTest {
    private static final String HEAD = "package p; import dev.shm.struct.*; ";

    @TempDir
    private Path library;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@SharedStruct class X { Gen a; } | enum Gen { RED } | a { RED }",
                "@SharedStruct class X extends Gen { int b; } | @SharedStruct class Gen { int a; } | 4       4  int32_t  b",
                "@SharedStruct class X implements I { int b; @Override public int c() { return 1; } }"
                        + " interface I extends J {} interface J extends Gen {} | interface Gen { int c(); } | 0       4  int32_t  b",
                "@SharedStruct interface X extends Gen { int b(); } | @SharedStruct interface Gen { int a(); } | 4       4  int32_t  b",
                "@SharedStruct class X { Y y; } @SharedStruct class Y extends Gen { int b; } | @SharedStruct class Gen { int a; }"
                        + " | +4       4    int32_t   b",
                "@SharedStruct class X { @MaxBytes(Gen.MAX) String a; } | class Gen { static final int MAX = 9; } | private static final int A_MAX_BYTES = 9;",
                "@SharedStruct class X { @Length(Gen.MAX) long[] a; } | class Gen { static final int MAX = 9; } | private static final int A_LENGTH = 9;",
                "@SharedStruct(id = Gen.ID) class X { int a; } | class Gen { static final String ID = \"trade\"; } | StructLayout.builder(\"trade\", 1)",
                "@SharedStruct(version = Gen.V) class X { int a; @Since(2) int b; } | class Gen { static final int V = 2; } | .since(2)",
                "@SharedStruct interface X extends A { @Override String a(); }"
                        + " @SharedStruct interface A { @MaxBytes(Gen.MAX) String a(); } | class Gen { static final int MAX = 9; }"
                        + " | private static final int A_MAX_BYTES = 9;",
                "@dev.shm.collections.GenerateMap(key = Gen.ID) @SharedStruct class X { int a; }"
                        + " | class Gen { static final String ID = \"a\"; } | int32_t  a",
                "@dev.shm.collections.GenerateMap(key = {\"b\", Gen.ID}) @SharedStruct class X { int a; int b; }"
                        + " | class Gen { static final String ID = \"a\"; } | int32_t  a",
            })
    void whatAnotherProcessorGeneratesIsWaitedFor(String source, String generated, String layout) throws IOException {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor(), new Generating(HEAD + generated))
                .compile(JavaFileObjects.forSourceString("p.X", HEAD + source));
        assertThat(compilation).succeeded();
        String text = text(compilation.generatedSourceFile("p.SharedX").orElseThrow());
        assertTrue(text.contains(layout), text);
    }

    @Test
    void generatedSuperclassThatIsNoStructIsRefused() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor(), new Generating(HEAD + "class Gen { int a; }"))
                .compile(JavaFileObjects.forSourceString("p.X", HEAD + "@SharedStruct class X extends Gen { int b; }"));
        assertThat(compilation).hadErrorContaining("[SHM016] p.X extends p.Gen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@SharedStruct class X { Nowhere field; }",
                "@SharedStruct class X extends Nowhere { int a; }",
                "@SharedStruct class X { @MaxBytes(TYPO) String a; }",
                "@SharedStruct class X { @MaxBytes(\"4\") String a; }",
                "@SharedStruct class X { @MaxBytes String a; }",
                "@SharedStruct class X { static int four() { return 4; } @Length(four()) int[] a; }",
                "@SharedStruct(id = Ids.TYPO) class X { int a; }",
                "@SharedStruct(id = 1) class X { int a; }",
                "@dev.shm.collections.GenerateMap(key = Ids.TYPO) @SharedStruct class X { int a; }",
                "@dev.shm.collections.GenerateMap(key = {Ids.TYPO}) @SharedStruct class X { int a; }",
                "@dev.shm.collections.GenerateMap @SharedStruct class X { int a; }",
                "@SharedStruct class X { Y y; } @SharedStruct class Y { @Align(TYPO) int a; }",
            })
    void whatStaysUnknownIsLeftToTheCompiler(String source) {
        Compilation compilation = compile("", HEAD + source);
        assertFalse(compilation.errors().isEmpty());
        assertFalse(compilation.errors().toString().contains("SHM"), compilation.errors()::toString);
    }

    /** A library whose class files name types that are not there; the compiler does not look into them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@SharedStruct class Trade { Leg leg; } | the type p.Side of the field 'side' of p.Leg",
                "@SharedStruct record Trade(int a, @Length(2) Leg[] legs) {} | the type p.Side of the field 'side' of p.Leg",
                "@SharedStruct class Trade extends Leg { int a; } | the type p.Side of the field 'side' of p.Leg",
                "@SharedStruct interface Trade { Faced leg(); } | the type p.Side of the field 'side' of p.Faced",
                "@SharedStruct class Trade { Deep deep; } | the type p.Side of the field 'side' of p.Leg",
            })
    void whatACompiledStructHasLeftBehindIsNamed(String source, String message) throws IOException {
        write(Compiler.javac().compile(JavaFileObjects.forSourceString("p.Leg", HEAD + """
                @SharedStruct public class Leg { Side side; }
                enum Side { BUY }
                @SharedStruct class Deep { Leg leg; }
                @SharedStruct interface Faced { Side side(); }""")));
        Files.delete(library.resolve("p/Side.class"));
        Compilation compilation = compile(library + java.io.File.pathSeparator, HEAD + source);
        List<String> errors = compilation.errors().stream()
                .map(error -> error.getMessage(Locale.ROOT))
                .filter(error -> error.contains("SHM"))
                .toList();
        assertEquals(
                List.of("[SHM068] p.Trade needs " + message
                        + ", which was compiled before, and there is no such type: put it on the class path, or compile"
                        + " p.Leg anew".replace("p.Leg", message.substring(message.lastIndexOf(' ') + 1))),
                errors,
                compilation.errors()::toString);
        assertEquals(1, compilation.errors().size(), compilation.errors()::toString);
    }

    private Compilation compile(String classPath, String source) {
        return Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-cp", classPath + System.getProperty("java.class.path"))
                .compile(JavaFileObjects.forSourceString(source.contains("Trade") ? "p.Trade" : "p.X", source));
    }

    private void write(Compilation compilation) throws IOException {
        assertThat(compilation).succeeded();
        for (JavaFileObject file : compilation.generatedFiles()) {
            String name = file.getName().replaceFirst("^/?CLASS_OUTPUT/", "");
            Path target = library.resolve(name);
            Files.createDirectories(target.getParent());
            try (var bytes = file.openInputStream()) {
                Files.copy(bytes, target);
            }
        }
    }

    private static String text(JavaFileObject file) throws IOException {
        return file.getCharContent(false).toString();
    }

    /** Writes {@code p.Gen} in the first round. */
    private static final class Generating extends AbstractProcessor {
        private final List<String> sources = new ArrayList<>();

        Generating(String source) {
            sources.add(source);
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            for (String source : sources) write(source);
            sources.clear();
            return false;
        }

        private void write(String source) {
            try (var writer = processingEnv.getFiler().createSourceFile("p.Gen").openWriter()) {
                writer.write(source);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
