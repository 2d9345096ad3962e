package dev.shm.testkit;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the JVMs of one build need do only once: ask the system where its libraries are, unpack JNA's, and read the
 * classes of the JDK and of JNA, which go to an archive. It halves what the start of a child costs.
 *
 * <p>All of it lies beside this module's classes, so a clean build makes it anew, for each JDK. A JVM that cannot use
 * the archive starts without.
 */
final class QuickStart {
    private static final String JNA_LIBRARY = System.mapLibraryName("jnidispatch");
    private static final long DEADLINE_SECONDS = 60;

    private static final Path FOLDER = folder();
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");

    private QuickStart() {}

    /** The flags that make a child use it. */
    static List<String> flags() {
        List<String> flags = new ArrayList<>(Made.FLAGS);
        // JNA's answer in this JVM; without it each child asks ldconfig.
        String paths = System.getProperty("jna.platform.library.path");
        if (paths != null) flags.add("-Djna.platform.library.path=" + paths);
        return flags;
    }

    /** The archive is only good for class paths that begin as its own. */
    static String first(String classPath) {
        return jnaJar() + File.pathSeparator + classPath;
    }

    /** At the first child, and not for those who start none. */
    private static final class Made {
        private static final List<String> FLAGS = make();
    }

    private static List<String> make() {
        Libc.getpid(); // loads JNA
        try {
            Files.createDirectories(FOLDER);
            Path library = FOLDER.resolve(JNA_LIBRARY);
            if (!Files.exists(library)) unpack(library);
            if (!Files.exists(ARCHIVE)) archive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                "-Djna.boot.library.path=" + FOLDER,
                "-XX:SharedArchiveFile=" + ARCHIVE,
                // Nothing about archives: a child with other modules, or of a newer JDK, starts with less of it or
                // none.
                "-Xlog:disable",
                "-Xlog:all=error,cds*=off:stderr");
    }

    private static void unpack(Path library) throws IOException {
        String resource = "/com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + JNA_LIBRARY;
        Path unpacked = Files.createTempFile(FOLDER, "jna", null);
        try (InputStream in = Objects.requireNonNull(Native.class.getResourceAsStream(resource), resource)) {
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
    }

    /** First a child that says which classes it loads, then one that archives those of the JDK and of JNA. */
    private static void archive() throws IOException {
        Path list = Files.createTempFile(FOLDER, "classes", null);
        Path made = Files.createTempFile(FOLDER, "archive", null);
        String all = first(ChildCommand.classPath());
        run("-XX:DumpLoadedClassList=" + list, "-cp", all, Rehearsal.class.getName());
        run("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + made, "-cp", jnaJar());
        Files.delete(list);
        Files.move(made, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(ChildCommand.java(), "-Xlog:disable", "-XX:-UsePerfData"));
        line.addAll(ChildCommand.nativeAccess());
        Collections.addAll(line, arguments);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("did not end, or not well: " + line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path folder() {
        return location(QuickStart.class).resolveSibling("children-" + System.getProperty("java.vm.version"));
    }

    private static String jnaJar() {
        return location(Native.class).toString();
    }

    private static Path location(Class<?> type) {
        CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource(), type.getName());
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
