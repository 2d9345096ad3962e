package dev.shm.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hot methods that are to be compiled by themselves are larger than what HotSpot takes into a caller ({@code
 * FreqInlineSize}): smaller, they would cost a call for each access to memory as soon as their callers are some methods
 * deep (decision 24). Who makes one smaller must measure with {@code shm-benchmarks/run CallDepth}.
 */
final class HotMethodsTest {
    private static final int FREQ_INLINE_SIZE = 325;

    @ParameterizedTest
    @CsvSource({
        "dev.shm.collections.internal.map.MapReader, look",
        "dev.shm.collections.internal.topic.TopicPublisher, publish",
        "dev.shm.collections.internal.topic.TopicCursor, next",
        "dev.shm.struct.ShortText, set"
    })
    void isTooLargeForItsCallers(String type, String method) {
        int bytes = codeBytes(type, method);
        assertTrue(bytes > FREQ_INLINE_SIZE, () -> type + "." + method + " has " + bytes + " bytes of code");
    }

    /** Bytes of the largest method of that name, as {@code javap} lists them. */
    private static int codeBytes(String type, String method) {
        StringWriter listing = new StringWriter();
        PrintWriter out = new PrintWriter(listing);
        String path = System.getProperty("java.class.path");
        int failed = ToolProvider.findFirst("javap").orElseThrow().run(out, out, "-c", "-p", "-cp", path, type);
        assertEquals(0, failed, listing::toString);
        Pattern begin = Pattern.compile("^  \\S.* " + method + "\\(.*;$", Pattern.MULTILINE);
        Pattern instruction = Pattern.compile("^ +(\\d+): ", Pattern.MULTILINE);
        int largest = 0;
        for (Matcher at = begin.matcher(listing.toString()); at.find(); ) {
            String code = listing.toString().substring(at.end()).split("\n\n", 2)[0];
            for (Matcher each = instruction.matcher(code); each.find(); ) {
                largest = Math.max(largest, Integer.parseInt(each.group(1)) + 1);
            }
        }
        return largest;
    }
}
