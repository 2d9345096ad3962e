package dev.shm.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.shm.codegen.check.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of {@code bad/} is refused with exactly the ids that its comments name, at their lines, in one run. */
class BadInputTest {
    private static final Path BAD = Path.of("src", "test", "resources", "bad");
    private static final Pattern MARK = Pattern.compile("// error: (.*)");
    private static final Pattern ID = Pattern.compile("\\[(SHM\\d{3})] .*", Pattern.DOTALL);

    @TempDir
    private static Path headers;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isRefusedAtTheMarkedLines(Path file) throws IOException {
        assertEquals(String.join("\n", marks(file)), String.join("\n", errors(compile(file))));
    }

    /** What people read, as it stands in a golden file; {@code -Dgolden.update=true} rewrites it. */
    @Test
    void messagesAreAsExpected() throws IOException {
        List<String> messages = new ArrayList<>();
        for (Path file : files()) {
            for (Diagnostic<? extends JavaFileObject> error : compile(file).errors()) {
                String where = file.getFileName() + ":" + error.getLineNumber();
                messages.add(where + ": " + error.getMessage(Locale.ROOT).replace(System.lineSeparator(), " "));
            }
        }
        Path expected = Path.of("src", "test", "resources", "expected", "errors.txt");
        if (Boolean.getBoolean("golden.update")) Files.write(expected, messages);
        assertEquals(Files.readString(expected), String.join("\n", messages) + "\n");
        assertTrue(messages.size() >= 40, messages.size() + " wrong inputs");
    }

    @Test
    void everyProblemHasAnExample() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Path file : files()) {
            for (String mark : marks(file)) ids.add(mark.substring(mark.length() - 6));
        }
        for (Problem problem : EnumSet.complementOf(
                EnumSet.of(Problem.INTERNAL_FAILURE, Problem.LEFT_BEHIND, Problem.UNKNOWN_ORDER))) {
            assertTrue(ids.contains(problem.id()), problem + " " + problem.id());
        }
    }

    private static Compilation compile(Path file) throws IOException {
        JavaFileObject bad = JavaFileObjects.forSourceString(
                "bad." + file.getFileName().toString().replace(".java", ""), Files.readString(file));
        return Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-Ashm.header=" + headers)
                .compile(bad, JavaFileObjects.forResource("stub/GenerateQueue.java"));
    }

    static Set<String> marks(Path file) throws IOException {
        Set<String> marks = new TreeSet<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (!mark.find()) continue;
            for (String id : mark.group(1).split(" ", -1)) marks.add(at(i + 1, id));
        }
        return marks;
    }

    private static Set<String> errors(Compilation compilation) {
        Set<String> errors = new TreeSet<>();
        for (Diagnostic<? extends JavaFileObject> error : compilation.errors()) {
            errors.add(error(error.getLineNumber(), error.getMessage(Locale.ROOT)));
        }
        return errors;
    }

    /** As {@link #marks} has it; the whole message of what is no error of ours. */
    static String error(long line, String message) {
        Matcher id = ID.matcher(message);
        return at(line, id.matches() ? id.group(1) : message);
    }

    private static String at(long line, String id) {
        return String.format(Locale.ROOT, "line %4d: %s", line, id);
    }
}
