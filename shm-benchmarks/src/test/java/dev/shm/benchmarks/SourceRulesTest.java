package dev.shm.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rules on the main sources of all modules: those that classes do not show, because a name is looked up as text. */
final class SourceRulesTest {
    private static final Path MAIN = Path.of("src", "main", "java");

    private final List<Source> sources = sources();

    @Test
    void allModulesAreSeen() {
        Set<String> modules = sources.stream().map(Source::module).collect(toCollection(TreeSet::new));
        modules.retainAll(Set.of("shm-core", "shm-codegen", "shm-testkit", "shm-benchmarks"));
        assertEquals(4, modules.size(), () -> "of those four only " + modules);
    }

    @Test
    void noPackageIsInTwoModules() {
        Map<String, Set<String>> modulesByPackage = sources.stream()
                .collect(groupingBy(
                        Source::packageName, TreeMap::new, mapping(Source::module, toCollection(TreeSet::new))));
        modulesByPackage.values().removeIf(modules -> modules.size() == 1);
        assertEquals(Map.of(), modulesByPackage);
    }

    @Test
    void onlyTheMemoryPackageLooksUpTheForeignMemoryApi() {
        assertEquals(Set.of("dev.shm.memory"), packagesWithLiteral("java.lang.foreign."));
    }

    @Test
    void nobodyLooksUpUnsafe() {
        assertEquals(Set.of(), packagesWithLiteral("sun.misc."));
        assertEquals(Set.of(), packagesWithLiteral("jdk.internal."));
    }

    /** The packages with a string that starts so; one that is in the middle of a message is none. */
    private Set<String> packagesWithLiteral(String start) {
        return sources.stream()
                .filter(source -> source.text().contains('"' + start))
                .map(Source::packageName)
                .collect(toCollection(TreeSet::new));
    }

    private static List<Source> sources() {
        // Maven runs tests in the module's folder, other tools in the root.
        Path here = Path.of("").toAbsolutePath();
        Path above = here.resolve("..").normalize();
        Path root = Files.isDirectory(here.resolve("shm-core")) ? here : above;
        List<Source> found = new ArrayList<>();
        collect(root, found);
        assertFalse(found.isEmpty());
        return found;
    }

    private static void collect(Path root, List<Source> found) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    String name = directory.getFileName().toString();
                    boolean ours = !name.equals("target") && !name.startsWith(".");
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = root.relativize(file).toString();
                    int main = path.indexOf(MAIN.toString());
                    if (main > 0 && path.endsWith(".java")) found.add(Source.of(path, main, Files.readString(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Source(String module, String packageName, String text) {
        static Source of(String path, int main, String text) {
            Path inMain = Path.of(path.substring(main + MAIN.toString().length() + 1));
            Path folder = inMain.getParent();
            String packageName = folder == null ? "" : folder.toString().replace('/', '.');
            return new Source(path.substring(0, main - 1), packageName, text);
        }
    }
}
