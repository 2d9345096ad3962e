package dev.shm.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A program in C, compiled by {@code gcc} from sources that lie beside a class, to be run as a {@link Child}.
 *
 * <p><pre>{@code
 * CProgram.assumeCompiler();
 * CProgram peer = CProgram.compile(PeerTest.class, folder, "peer.c");
 * try (Child child = peer.start("orders")) { … }
 * }</pre>
 */
public final class CProgram {
    private static final String COMPILER = "gcc";

    /** Warnings are errors, as in the Java sources; 64-bit offsets and Linux calls are wanted everywhere. */
    private static final List<String> FLAGS =
            List.of("-std=c11", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-O2", "-pthread");

    private final String name;
    private final Path file;

    private CProgram(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /** Skips the test where C programs for Linux cannot be compiled and run. */
    public static void assumeCompiler() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "skipped: the C program is for Linux");
        assumeTrue(isCompilerThere(), "skipped: there is no C compiler, install " + COMPILER);
    }

    /** Whether there is a C compiler on the path. */
    public static boolean isCompilerThere() {
        try {
            return run(List.of(COMPILER, "--version")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Compiles.
     *
     * @param beside the class whose folder on the class path has the sources
     * @param folder where sources and program are written
     * @param sources as for {@link Class#getResource}; the first is compiled and gives the program its name, and it may
     *     include the others
     * @throws AssertionError if the compiler has anything to say
     */
    public static CProgram compile(Class<?> beside, Path folder, String... sources) {
        String first = sources[0];
        Path program = folder.resolve(first.replaceFirst("\\.c$", ""));
        List<String> line = new ArrayList<>(List.of(COMPILER));
        line.addAll(FLAGS);
        Collections.addAll(line, "-o", program.toString(), folder.resolve(first).toString());
        try {
            for (String source : sources) copy(beside, source, folder);
            String complaint = run(line);
            if (!complaint.isEmpty()) throw new AssertionError(String.join(" ", line) + "\n" + complaint);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile " + first, e);
        }
        return new CProgram(first, program);
    }

    /** Starts it with these arguments. */
    public Child start(String... args) {
        List<String> line = new ArrayList<>(List.of(file.toString()));
        Collections.addAll(line, args);
        try {
            return new Child(name, new ProcessBuilder(line).start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + line, e);
        }
    }

    private static void copy(Class<?> beside, String source, Path folder) throws IOException {
        try (InputStream in = beside.getResourceAsStream(source)) {
            if (in == null) throw new IllegalArgumentException("no " + source + " beside " + beside);
            Files.copy(in, folder.resolve(source.substring(source.lastIndexOf('/') + 1)));
        }
    }

    /** What a command complains about, on either stream; empty if it succeeded. */
    private static String run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) return "";
            return text.isBlank() ? "exit code " + process.exitValue() : text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + line.get(0), e);
        }
    }
}
