package dev.shm.codegen;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The generated source, byte for byte. {@code -Dgolden.update=true} rewrites the expected files. */
class GoldenFileTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    @ParameterizedTest
    @CsvSource({
        "Trade, demo.SharedTrade",
        "Basket, demo.SharedBasket",
        "Quote, demo.SharedQuote",
        "Outer, SharedOuter_Leg",
        "market/Trade, market.TradeQueue",
        "market/Trade, market.TradeTopic",
        "venue/Position, venue.PositionMap",
        "venue/Quote, venue.QuoteMap",
        "venue/Quote, venue.QuoteKey"
    })
    void generatesTheExpectedSource(String input, String generated) throws IOException {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-Xlint:all,-processing", "-Werror")
                .compile(JavaFileObjects.forResource("good/" + input + ".java"));
        assertThat(compilation).succeededWithoutWarnings();
        JavaFileObject file = compilation.generatedSourceFile(generated).orElseThrow();
        String source = file.getCharContent(false).toString();
        Path expected =
                RESOURCES.resolve("expected").resolve(generated.substring(generated.lastIndexOf('.') + 1) + ".java");
        if (Boolean.getBoolean("golden.update")) Files.writeString(expected, source);
        assertEquals(Files.readString(expected), source);
    }
}
