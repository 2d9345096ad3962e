package dev.shm.tools;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.shm.spi.Description;
import dev.shm.spi.Description.Counter;
import dev.shm.spi.Finding;
import dev.shm.struct.DamagedValue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a command writes: text for people, or JSON for programs. */
final class Output {
    /** Other characters than ASCII are escaped, so that no terminal and no encoding can spoil them. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final PrintWriter writer;
    private final boolean json;

    Output(PrintWriter writer, boolean json) {
        this.writer = writer;
        this.json = json;
    }

    boolean isJson() {
        return json;
    }

    /** For text. */
    PrintWriter writer() {
        return writer;
    }

    /** Whether nobody reads any more. */
    boolean isBroken() {
        return writer.checkError();
    }

    /** Writes a description as one document. */
    void json(Description description, boolean onOneLine) {
        try (JsonGenerator generator = JSON.createGenerator(writer)) {
            if (!onOneLine) generator.useDefaultPrettyPrinter();
            write(generator, description);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writer.println();
        writer.flush();
    }

    private static void write(JsonGenerator generator, Description description) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, @Nullable Object> entry : description.values().entrySet()) {
            String name = entry.getKey();
            generator.writeFieldName(description.isOfFields() ? name : camelCase(name));
            write(generator, entry.getValue());
        }
        if (!description.ownFindings().isEmpty()) {
            generator.writeArrayFieldStart(description.isOfFields() ? "!findings" : "findings");
            for (Finding finding : description.ownFindings()) write(generator, finding);
            generator.writeEndArray();
        }
        generator.writeEndObject();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value instanceof Description child) {
            write(generator, child);
        } else if (value instanceof List<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) write(generator, element);
            generator.writeEndArray();
        } else if (value instanceof Finding finding) {
            generator.writeStartObject();
            generator.writeStringField("severity", severity(finding));
            if (!finding.where().isEmpty()) generator.writeStringField("where", finding.where());
            generator.writeStringField("message", finding.message());
            generator.writeEndObject();
        } else if (value instanceof DamagedValue damaged) {
            generator.writeStartObject();
            generator.writeStringField(damaged.mayBeLater() ? "unknown" : "damaged", damaged.found());
            generator.writeEndObject();
        } else if (value instanceof Counter counter) {
            generator.writeNumber(counter.value());
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            generator.writeObject(value);
        } else {
            generator.writeString(value.toString());
        }
    }

    static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    /** {@code heap used bytes} is {@code heapUsedBytes} to programs. */
    static String camelCase(String words) {
        StringBuilder name = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c != ' ' && c != '-') name.append(upper ? Character.toUpperCase(c) : c);
            upper = c == ' ' || c == '-';
        }
        return name.toString();
    }
}
