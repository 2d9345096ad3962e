package dev.shm.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.shm.testkit.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structs near the bounds of Java and of a struct: what is generated compiles, or is refused with an id. */
class LargeStructsTest {
    /** A field, with # for its number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4000|long f#;",
                "1000|@MaxBytes(8) String f#;",
                "260|@Since(2) @Length(2) @CacheLine long[] f#;",
                "257|@Length(2) Inner[] f#;",
                "300|Inner f#;",
                "300|@Atomic @Length(2) long[] f#;"
            })
    void structsOfManyFieldsCompile(int count, String field) {
        assertThat(compile(fields(count, field), "")).succeededWithoutWarnings();
    }

    @Test
    void piecesDoTogetherWhatOneMethodDoes() throws Exception {
        Compilation compilation = compile(fields(600, "@MaxBytes(2) public String f#;"), "");
        assertThat(compilation).succeededWithoutWarnings();
        ClassLoader loader = new Compiled(compilation);
        Class<?> type = loader.loadClass("p.Large");
        Class<?> sharedType = loader.loadClass("p.SharedLarge");
        Object value = type.getConstructor().newInstance();
        type.getField("f0").set(value, "a");
        type.getField("f599").set(value, "z");
        Method set = sharedType.getMethod("set", type);
        Object shared = set.invoke(sharedType.getMethod("allocate").invoke(null), value);
        String text = shared.toString();
        assertTrue(text.startsWith("SharedLarge[f0=a, f1=null, "), text);
        assertTrue(text.endsWith(", f598=null, f599=z]"), text);
        Object copy = sharedType.getMethod("get").invoke(shared);
        assertEquals("z", type.getField("f599").get(copy));
        Object other = set.invoke(sharedType.getMethod("allocate").invoke(null), copy);
        assertEquals(shared, other);
        assertEquals(shared.hashCode(), other.hashCode());
        sharedType.getMethod("f599", CharSequence.class).invoke(other, "y");
        assertNotEquals(shared, other);

        type.getField("f0").set(value, "b");
        type.getField("f599").set(value, "too long");
        Throwable refusal = assertThrows(InvocationTargetException.class, () -> set.invoke(shared, value))
                .getCause();
        assertInstanceOf(IllegalArgumentException.class, refusal);
        assertEquals(text, shared.toString(), "nothing is written");
    }

    @Test
    void interfaceOfManyFieldsCompiles() {
        String getters = fields(Proof.shortOrFull(300, 3000), "long f#();");
        assertThat(compileSource(
                        "@SharedStruct public interface Large {" + getters + "default int fields() { return 3000; } }"))
                .succeededWithoutWarnings();
    }

    @Test
    void constantsOfAnEnumAreThereOnce() throws IOException {
        Compilation compilation = compile(fields(40, "E f#;"), enumOf(250));
        assertThat(compilation).succeededWithoutWarnings();
        String source = generated(compilation);
        assertEquals(2, source.split("\"C249\"", -1).length, "constants once");
        assertEquals(2, source.split("StructAccess.constants\\(", -1).length, "table once");
    }

    @Test
    void enumOfManyConstantsCompiles() {
        assertThat(compile("E a, b; @Length(2) E[] c;", enumOf(4000))).succeededWithoutWarnings();
    }

    @Test
    void manyFieldsOfSmallEnumsCompile() {
        assertThat(compile(fields(300, "E f#;"), enumOf(32))).succeededWithoutWarnings();
    }

    /** One field more than what is let through; the long proofs show that javac has room for that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2910|private volatile long f#; public long getF#() { return f#; } public void setF#(long v) { f# = v; }",
                "2286|@Length(2) @MaxBytes(300) String[] f#;"
            })
    void whatJavaHasNoRoomForIsRefused(int most, String field) {
        assumeTrue(Proof.isFull() || most < 2500, "with -Pproof");
        Compilation refused = compile(fields(most + 1, field), "");
        assertThat(refused).hadErrorContaining("[SHM022] p.Large is more than a struct can hold");
        assertThat(refused).hadErrorContaining("Java allows 65534: put some fields into a struct inside");
        if (Proof.isFull()) assertThat(compile(fields(most, field), "")).succeededWithoutWarnings();
    }

    @Test
    void namesOfGeneratedMethodsMakeWayForFields() {
        String taken = "int layout; int addFields; int namesOfE; int getFields; int setFields; int equalsInFields;"
                + " int hashOfFields; int appendFields; int hashOfFields2; E e;";
        assertThat(compile(fields(300, "int f#;") + taken, enumOf(40))).succeededWithoutWarnings();
    }

    @Test
    void messagesOfMoreThanJavasArgumentsHaveNoMethodOfAllFields() throws IOException {
        String most = fields(127, "double f#;");
        assertTrue(hasOfferOfFields(most));
        assertFalse(hasOfferOfFields(most + "byte one;"));
        assertTrue(hasOfferOfFields(fields(254, "@Length(1) double[] f#;")));
        assertFalse(hasOfferOfFields(fields(255, "@Length(1) double[] f#;")));
        assertTrue(hasOfferOfFields(fields(254, "Long f#;")));
    }

    private static boolean hasOfferOfFields(String fields) throws IOException {
        Compilation compilation = compileSource("@SharedStruct @dev.shm.collections.GenerateQueue"
                + " @dev.shm.collections.GenerateTopic public class Large {" + fields + "}");
        assertThat(compilation).succeededWithoutWarnings();
        return compilation
                .generatedSourceFile("p.LargeQueue")
                .orElseThrow()
                .getCharContent(false)
                .toString()
                .contains("Publishes a message of these values");
    }

    private static String fields(int count, String field) {
        return IntStream.range(0, count)
                .mapToObj(i -> field.replace("#", "" + i))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String enumOf(int constants) {
        return IntStream.range(0, constants).mapToObj(i -> "C" + i).collect(Collectors.joining(", ", "enum E {", "}"));
    }

    private static Compilation compile(String fields, String types) {
        return compileSource(source(fields, types), "-Xlint:all,-processing", "-Werror", "-g");
    }

    private static Compilation compileSource(String source, Object... options) {
        return Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions(options)
                .compile(JavaFileObjects.forSourceString("p.Large", "package p; import dev.shm.struct.*; " + source));
    }

    private static String source(String fields, String types) {
        return "@SharedStruct(version = 2) public class Large {" + fields + types + "@SharedStruct static class Inner {"
                + "int a; @MaxBytes(4) String b; }}";
    }

    private static String generated(Compilation compilation) throws IOException {
        return compilation
                .generatedSourceFile("p.SharedLarge")
                .orElseThrow()
                .getCharContent(false)
                .toString();
    }

    /** What a compilation made. */
    private static final class Compiled extends ClassLoader {
        private final Compilation compilation;

        Compiled(Compilation compilation) {
            super(LargeStructsTest.class.getClassLoader());
            this.compilation = compilation;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String path = name.replace('.', '/') + ".class";
            JavaFileObject file = compilation
                    .generatedFile(StandardLocation.CLASS_OUTPUT, path)
                    .orElseThrow(() -> new ClassNotFoundException(name));
            try (InputStream bytes = file.openInputStream()) {
                byte[] all = bytes.readAllBytes();
                return defineClass(name, all, 0, all.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
