package dev.shm.jqwik.random;

import dev.shm.codegen.ShmProcessor;
import dev.shm.struct.Struct;
import dev.shm.struct.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Made-up structs, compiled with the processor into a folder, which any process may load. */
final class Definitions {
    private static final String PACKAGE = "made.up";

    private final ClassLoader loader;

    private Definitions(ClassLoader loader) {
        this.loader = loader;
    }

    /** Writes the classes of so many of them. */
    static void compile(Path folder, long seed, int first, int count) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            sources.add(new Source("Random" + i, RandomDefinition.source(PACKAGE, "Random" + i, seed + i)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringBuilder output = new StringBuilder();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(folder)));
            JavaCompiler.CompilationTask task = compiler.getTask(
                    new Appending(output),
                    files,
                    null,
                    List.of("-Xlint:all,-processing", "-Werror", "-cp", classPath()),
                    null,
                    sources);
            task.setProcessors(List.of(new ShmProcessor()));
            if (!task.call()) throw new AssertionError("seed " + seed + ", from " + first + ":\n" + output);
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    @SuppressWarnings("resource") // as long as the process
    static Definitions load(Path folder) {
        try {
            URL url = folder.toUri().toURL();
            return new Definitions(new URLClassLoader(new URL[] {url}, Definitions.class.getClassLoader()));
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    StructType<Object, Struct> type(int number) {
        try {
            Class<?> flyweight = Class.forName(PACKAGE + ".SharedRandom" + number, true, loader);
            Object type = flyweight.getField("TYPE").get(null);
            if (type == null) throw new AssertionError("no type");
            return (StructType<Object, Struct>) type;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("definition " + number, e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + PACKAGE.replace('.', '/') + "/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** What the compiler says, into a string. */
    private static final class Appending extends java.io.StringWriter {
        private final StringBuilder target;

        Appending(StringBuilder target) {
            this.target = target;
        }

        @Override
        public void flush() {
            target.setLength(0);
            target.append(getBuffer());
        }
    }
}
