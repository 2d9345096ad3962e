package dev.shm.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What the golden and the bad files do not show. */
class ShmProcessorTest {
    private static final String[] STRICT = {"-Xlint:all,-processing", "-Werror"};

    @Test
    void namesOfTheUsersThatGeneratedCodeUsesItselfDoNoHarm() {
        assertThat(compile("Type", """
                import dev.shm.struct.*;
                @SharedStruct public class Type {
                    int address; int value; int other; int target; int fooBar; int foo_bar; int layout; int type;
                    int lAYOUT; int delta; volatile long expected; @MaxBytes(9) private String checkedText;
                    @MaxBytes(9) String text;
                    String getCheckedText() { return checkedText; }
                    void setCheckedText(String checkedText) { this.checkedText = checkedText; }
                    Reference reference; Objects objects;
                    enum Reference { A } enum Objects { B }
                }""")).succeededWithoutWarnings();
        assertThat(compile("p.Value", """
                package p;
                import dev.shm.struct.*;
                @SharedStruct record Value(Struct a, Generated b, StructLayout c, boolean d) {
                    enum Struct { A }
                    enum Generated { B }
                    enum StructLayout { C }
                }""")).succeededWithoutWarnings();
    }

    @Test
    void fieldsNamedLikeConstantsHideNothing() throws IOException {
        Compilation compilation = compile("p.Odd", """
                package p;
                import dev.shm.struct.*;
                @SharedStruct public record Odd(int ID_OFFSET, int id, long RawMemory, int StructAccess, int Objects,
                        @MaxBytes(4) String TextAccess, int Reference, int $x, int LAYOUT) {}""");
        assertThat(compilation).succeededWithoutWarnings();
        assertTrue(generated(compilation, "p.SharedOdd").contains("int id = RawMemory.getInt(address + ID_OFFSET);"));
        assertFalse(generated(compilation, "p.SharedOdd").contains("int ID_OFFSET = RawMemory"));
    }

    @Test
    void deprecatedClassesCompileWithoutWarnings() {
        assertThat(compile("p.Old", """
                package p;
                import dev.shm.struct.*;
                @Deprecated @SharedStruct public class Old { @Deprecated int a; }""")).succeededWithoutWarnings();
    }

    @Test
    void settersWithVariableArgumentsCompileWithoutWarnings() {
        assertThat(compile("p.Curve", """
                package p;
                import dev.shm.struct.*;
                @SharedStruct public interface Curve {
                    @Length(2) double[] levels(); void levels(double... v);
                    @Length(2) @MaxBytes(4) String[] names(); Curve names(String... v);
                }""")).succeededWithoutWarnings();
        assertThat(compile("p.Curve", """
                package p;
                import dev.shm.struct.*;
                @dev.shm.collections.GenerateQueue @dev.shm.collections.GenerateTopic
                @SharedStruct public record Curve(@MaxBytes(4) String name, @Length(2) Leg... legs) {
                    @SharedStruct public static class Leg {
                        @Length(2) private int[] levels;
                        int[] getLevels() { return levels; } void setLevels(int... v) { levels = v; }
                    }
                }""")).succeededWithoutWarnings();
    }

    @Test
    void enumOfManyConstantsTakesTwoBytes() throws IOException {
        assertTrue(generated(compileEnum(255), "p.SharedBig").contains("enum16  big { C0, C1, "));
        assertTrue(generated(compileEnum(254), "p.SharedBig").contains("enum8  big { C0, C1, "));
    }

    @Test
    void fieldTypeThatAnotherProcessorGeneratesIsWaitedFor() throws IOException {
        JavaFileObject source = JavaFileObjects.forSourceString("p.Waiting", """
                package p;
                @dev.shm.struct.SharedStruct class Waiting { Colour colour; }""");
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor(), new ColourProcessor())
                .compile(source);
        assertThat(compilation).succeeded();
        assertTrue(generated(compilation, "p.SharedWaiting").contains("enum8  colour { RED }"));
    }

    @Test
    void unknownFieldTypeIsLeftToTheCompiler() {
        Compilation compilation = compile("p.Broken", """
                package p;
                @dev.shm.struct.SharedStruct class Broken { Nowhere field; }""");
        assertEquals(1, compilation.errors().size());
        assertFalse(compilation.errors().get(0).toString().contains("SHM"));
    }

    @Test
    void generatesTheSameInEveryRun() throws IOException {
        assertEquals(generated(compileEnum(9), "p.SharedBig"), generated(compileEnum(9), "p.SharedBig"));
    }

    /** Each file has one originating element, so Gradle need not compile all anew. */
    @Test
    void gradleKnowsTheProcessorAsIsolating() throws IOException {
        try (InputStream resource =
                ShmProcessor.class.getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertNotNull(resource);
            String line = new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
            assertEquals(ShmProcessor.class.getName() + ",isolating", line);
        }
    }

    @Test
    void failureOfTheProcessorItselfIsAnErrorAtTheClass() {
        Compilation compilation = Compiler.javac()
                .withProcessors(new FailingProcessor())
                .compile(JavaFileObjects.forSourceString("p.Fine", """
                        package p;
                        @dev.shm.struct.SharedStruct class Fine { int a; }"""));
        assertThat(compilation)
                .hadErrorContaining(
                        "[SHM001] the processor itself failed on p.Fine: java.lang.IllegalStateException: no");
        assertEquals(1, compilation.errors().size());
    }

    private static Compilation compileEnum(int constants) {
        StringBuilder source = new StringBuilder("package p; @dev.shm.struct.SharedStruct class Big { E big; enum E {");
        for (int i = 0; i < constants; i++) source.append('C').append(i).append(", ");
        return compile("p.Big", source.append("}}").toString());
    }

    private static Compilation compile(String name, String source) {
        return Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions((Object[]) STRICT)
                .compile(JavaFileObjects.forSourceString(name, source));
    }

    private static String generated(Compilation compilation, String name) throws IOException {
        return compilation
                .generatedSourceFile(name)
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }

    /** Ours, with a filer that throws what no filer may. */
    private static final class FailingProcessor extends AbstractProcessor {
        private final ShmProcessor processor = new ShmProcessor();

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, (self, method, args) -> {
                        if (method.getName().equals("getFiler")) throw new IllegalStateException("no");
                        return method.invoke(environment, args);
                    }));
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }
    }

    private static final class ColourProcessor extends AbstractProcessor {
        private boolean done;

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
            if (done) return false;
            done = true;
            try (var writer =
                    processingEnv.getFiler().createSourceFile("p.Colour").openWriter()) {
                writer.write("package p; enum Colour { RED }");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return false;
        }
    }
}
