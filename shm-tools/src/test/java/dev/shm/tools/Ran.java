package dev.shm.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Assertions;
import picocli.CommandLine;

/** What a run of the command, in this process, gave. */
record Ran(int code, String out, String err) {
    static Ran shm(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Shm.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(args);
        return new Ran(code, out.toString(), err.toString());
    }

    /** Asserts how it ended. */
    Ran ending(int expected) {
        Assertions.assertEquals(expected, code, this::toString);
        return this;
    }

    /** The one document it wrote. */
    JsonNode json() {
        return parse(out);
    }

    static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON:\n" + text, e);
        }
    }

    /** The object of that name in what {@code inspect --json} wrote. */
    static JsonNode object(JsonNode region, String name) {
        return named(region.get("objects"), name);
    }

    /** The element of that name. */
    static JsonNode named(JsonNode elements, String name) {
        for (JsonNode element : elements) {
            if (element.get("name").asText().equals(name)) return element;
        }
        throw new AssertionError("no '" + name + "' in " + elements.toPrettyString());
    }
}
