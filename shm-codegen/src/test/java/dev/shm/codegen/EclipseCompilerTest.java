package dev.shm.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor in Eclipse's compiler: the same files, byte for byte, and the same errors. */
class EclipseCompilerTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Pattern BUILDER_CALL = Pattern.compile("\\n +\\.\\w+\\(\"(\\w+)\"");
    private static final Pattern ERROR = Pattern.compile(":(\\d+): error: (\\[SHM.*)");

    @TempDir
    private Path output;

    @ParameterizedTest
    @CsvSource({
        "Trade, demo.SharedTrade",
        "Basket, demo.SharedBasket",
        "Quote, demo.SharedQuote",
        "Outer, SharedOuter_Leg",
        "market/Trade, market.TradeQueue",
        "market/Trade, market.TradeTopic",
        "venue/Position, venue.PositionMap",
        "venue/Quote, venue.QuoteKey"
    })
    void generatesWhatJavacDoes(String input, String generated) throws IOException {
        assertEquals("", compile(RESOURCES.resolve("good/" + input + ".java")));
        String simple = generated.substring(generated.lastIndexOf('.') + 1) + ".java";
        String source = Files.readString(output.resolve(generated.replace('.', '/') + ".java"));
        assertEquals(Files.readString(RESOURCES.resolve("expected").resolve(simple)), source);
        assertTrue(Files.exists(output.resolve(generated.replace('.', '/') + ".class")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Types",
                "Access",
                "Arrays",
                "Clashes",
                "Placed",
                "Inner",
                "InterfaceStruct",
                "Beans",
                "Hidden",
                "Heirs",
                "Strays"
            })
    void reportsTheErrorsThatJavacDoes(String input) throws IOException {
        Path file = RESOURCES.resolve("bad/" + input + ".java");
        Set<String> found = new TreeSet<>();
        Matcher error = ERROR.matcher(compile(file));
        while (error.find()) found.add(BadInputTest.error(Long.parseLong(error.group(1)), error.group(2)));
        assertEquals(String.join("\n", BadInputTest.marks(file)), String.join("\n", found));
    }

    @Test
    void generatesForRecordsAndInterfaces() throws IOException {
        Path file = Files.writeString(output.resolve("Pair.java"), """
                import dev.shm.struct.*;
                @SharedStruct public record Pair(long left, @MaxBytes(8) String right, @Length(2) Leg[] legs) {
                    @SharedStruct public interface Leg { int getRatio(); void setRatio(int ratio); }
                }""");
        assertEquals("", compile(file));
        assertTrue(Files.exists(output.resolve("SharedPair_Leg.class")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@SharedStruct class X { Nowhere a; }",
                "@SharedStruct class X extends Nowhere { int a; }",
                "@SharedStruct class X extends Y { int a; } @SharedStruct class Y extends Nowhere { int b; }",
                "@SharedStruct interface X extends Nowhere { int a(); }",
                "@SharedStruct class X { @MaxBytes(TYPO) String a; }",
                "@SharedStruct class X { @MaxBytes(Ids.TYPO) String a; }",
                "@SharedStruct(id = Ids.TYPO) class X { int a; }",
                "@dev.shm.collections.GenerateMap(key = Ids.TYPO) @SharedStruct class X { int a; }",
                "@dev.shm.collections.GenerateMap(key = {\"a\", Ids.TYPO}) @SharedStruct class X { int a; }"
            })
    void whatIsUnknownIsLeftToTheCompiler(String source) throws IOException {
        String said = compile(Files.writeString(output.resolve("X.java"), "import dev.shm.struct.*; " + source));
        assertTrue(said.contains("error"), said);
        assertFalse(said.contains("SHM"), said);
        assertFalse(Files.exists(output.resolve("SharedX.java")));
    }

    /** It sorts the members of compiled classes by name. */
    @ParameterizedTest
    @ValueSource(classes = {ShmProcessor.class, IdeProcessor.class})
    void fieldsOfWhatWasCompiledBeforeKeepTheirOrder(Class<?> processor) throws IOException {
        compileLeg();
        assertEquals("", compile(processor, trade(), output));
        String source = Files.readString(output.resolve("SharedTrade.java"));
        List<String> fields = new ArrayList<>();
        Matcher call = BUILDER_CALL.matcher(source.substring(source.indexOf("StructLayout.builder(")));
        while (call.find()) fields.add(call.group(1));
        assertEquals(
                List.of("zone", "area", "zeta", "alpha", "mid", "unit", "named", "leg", "kind", "heirs"),
                fields,
                source);
        String heir = Files.readString(output.resolve("SharedHeir.java"));
        assertTrue(heir.indexOf("\"zip\"") < heir.indexOf("\"ale\""), heir);
        assertTrue(source.contains("kind { ZULU, ALFA, MIKE }"), source);
        assertTrue(source.contains("mid { ZULU, ALFA, MIKE }"), source);
        assertTrue(source.contains("unit { NANOSECONDS, MICROSECONDS, "), source);
    }

    /** The Eclipse IDE shows processors its own output and no other class files. */
    @Test
    void orderThatCannotBeFoundOutIsNotGuessed(@TempDir Path other) throws IOException {
        compileLeg();
        String said = compile(IdeProcessor.class, trade(), other);
        assertTrue(said.contains("[SHM069] Trade needs the order of what Base declares"), said);
        assertFalse(Files.exists(other.resolve("SharedTrade.java")));
    }

    private void compileLeg() throws IOException {
        assertEquals("", compile(Files.writeString(output.resolve("Leg.java"), """
                import dev.shm.struct.*;
                @SharedStruct public class Leg extends Base {
                    long zeta; int alpha; Kind mid; java.util.concurrent.TimeUnit unit; Named named;
                    public enum Kind { ZULU, ALFA, MIKE }
                    @SharedStruct public interface Named { int ale = 1; void ale(int value); int zip(); int ale(); }
                }
                @SharedStruct class Base { short zone; byte area; }""")));
        Files.delete(output.resolve("Leg.java"));
    }

    private Path trade() throws IOException {
        return Files.writeString(output.resolve("Trade.java"), """
                import dev.shm.struct.*;
                @SharedStruct public class Trade extends Leg { Leg leg; Leg.Kind kind; @Length(2) Heir[] heirs; }
                @SharedStruct interface Heir extends Leg.Named {}""");
    }

    /** What the compiler says of errors: {@code File.java:12: error: message}. */
    private String compile(Path source) {
        return compile(ShmProcessor.class, source, output);
    }

    private String compile(Class<?> processor, Path source, Path target) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // Without this module's own tests, whose structs have the same names.
        String classPath = Stream.of(path.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator, output + File.pathSeparator, ""));
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        List<String> options =
                List.of("--release", "17", "-nowarn", "-Xemacs", "-cp", classPath, "-d", target.toString());
        List<String> line = new ArrayList<>(options);
        line.addAll(List.of("-s", target.toString(), "-processorpath", path));
        line.addAll(List.of("-processor", processor.getName(), source.toString()));
        BatchCompiler.compile(line.toArray(new String[0]), out, out, null);
        return said.toString();
    }
}
