package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.CompilationSubject;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.shm.codegen.ShmProcessor;
import dev.shm.codegen.emit.HeaderEmitter;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.LayoutBuilder;
import dev.shm.struct.StructLayout;
import dev.shm.testkit.Proof;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C headers, judged by gcc where there is one. */
class HeaderTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final List<FieldType> TYPES = List.of(FieldType.values());
    private static final String[] WORDS = {"id", "struct", "Größe", "bool", "$x", "signed", "a"};
    private static final String[] COMPILERS = {"gcc -std=c11", "gcc -std=c2x", "g++ -std=c++11", "g++ -std=c++20"};

    /** Words of C and C++, of their headers and compilers; what only Java has in names; and what these become. */
    private static final String[] TAKEN = """
            auto break case char const continue default do double else enum extern float for goto if inline int long
            register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
            _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local
            alignas alignof bool constexpr false nullptr static_assert thread_local true typeof typeof_unqual
            and and_eq asm bitand bitor catch char8_t char16_t char32_t class co_await co_return co_yield compl concept
            const_cast consteval constinit decltype delete dynamic_cast explicit export friend mutable namespace new
            noexcept not not_eq operator or or_eq private protected public reinterpret_cast requires static_cast template
            this throw try typeid typename using virtual wchar_t xor xor_eq
            NULL offsetof assert INT32_MAX UINT8_C INT_LEAST8_MIN UINTMAX_MAX SIZE_MAX WCHAR_MIN int32_t uint8_t int64_t
            int_fast16_t uintptr_t size_t ptrdiff_t max_align_t mbstate_t __FILE__ __attribute__ __linux__ linux unix
            register_ register__ _ __ $ € a€ a_ a\u2040b a\u00a2 a\u00a3 SHM_STRUCT_taken shm_rest_of_line_8 2trade 1
            """.strip().split("\\s+", -1);

    @TempDir
    private Path directory;

    @Test
    void directoryThatIsNoneIsAnErrorThatNamesTheOption() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-Ashm.header=" + file)
                .compile(JavaFileObjects.forResource("good/Outer.java"));
        CompilationSubject.assertThat(compilation)
                .hadErrorContaining("FileAlreadyExistsException: " + file + ". Look at the directory of -Ashm.header");
    }

    @Test
    void optionWritesAHeaderForEachStruct() throws IOException {
        Compilation compilation = Compiler.javac()
                .withProcessors(new ShmProcessor())
                .withOptions("-Ashm.header=" + directory.resolve("c"))
                .compile(JavaFileObjects.forResource("good/Basket.java"));
        assertEquals(Compilation.Status.SUCCESS, compilation.status());
        try (Stream<Path> files = Files.list(directory.resolve("c"))) {
            assertEquals(
                    List.of("basket.h", "leg.h"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        String header = Files.readString(directory.resolve("c").resolve("basket.h"));
        Path expected = RESOURCES.resolve("expected").resolve("basket.h");
        if (Boolean.getBoolean("golden.update")) Files.writeString(expected, header);
        assertEquals(Files.readString(expected), header);
    }

    @Test
    void valuesGoBothWays() throws Exception {
        Files.writeString(directory.resolve("basket.h"), HeaderEmitter.emit(SharedBasket.LAYOUT));
        Path program = directory.resolve("basket");
        String source = Path.of("src", "test", "c", "basket.c").toString();
        assertEquals("", run("gcc", "-std=c11", "-Wall", "-Werror", "-I" + directory, source, "-o", "" + program));

        int size = SharedBasket.LAYOUT.sizeBytes();
        PrivateMemory memory = PrivateMemory.allocate(size);
        SharedBasket basket = new SharedBasket();
        basket.bind(memory, 0);
        basket.set(SharedBasketTest.example());
        byte[] bytes = new byte[size];
        RawMemory.copyToArray(memory.base(), bytes, 0, size);
        Path there = Files.write(directory.resolve("there"), bytes);
        Path back = directory.resolve("back");
        assertEquals("", run("" + program, "" + there, "" + back));
        byte[] changed = Files.readAllBytes(back);
        assertEquals(size, changed.length);
        RawMemory.copyFromArray(changed, 0, memory.base(), size);

        assertEquals(20, basket.leg().ratio());
        assertEquals("C!", basket.legs(1).venue());
        assertEquals(2.25, basket.levels(3));
        assertEquals(Basket.Mood.CALM, basket.moods(1));
        assertEquals(42, basket.counts(0));
        assertNull(basket.id());
        assertEquals(Instant.ofEpochSecond(1, 5), basket.at());
        assertEquals(LocalDate.of(2024, 2, 29), basket.day());
        assertEquals(new BigDecimal("2.50"), basket.price());
        assertEquals("héé", basket.names(0));
    }

    @Test
    void namesThatCOrCppHasAreNoHindrance() throws Exception {
        LayoutBuilder builder = StructLayout.builder("taken", 1);
        StringBuilder source = new StringBuilder();
        for (String name : TAKEN) {
            if (Character.isJavaIdentifierStart(name.charAt(0))) builder.field(name, FieldType.INT);
            StructLayout struct = StructLayout.builder(name, 1)
                    .enumeration(name, "A", "NULL", "INT32_MAX")
                    .build();
            // Of some, two have one name in C; the processor reports that.
            if (HeaderEmitter.fileName(struct).equals(name + "_.h")) source.append(text(struct));
        }
        builder.field("first", FieldType.BYTE).cacheLine();
        source.append(text(builder.build()));
        source.append(
                "int trade(struct default_ *d, struct taken *t) { return t->register_ + t->first + d->default_; }");
        compiles(source.toString());
    }

    @Test
    void constantsOfTwoFieldsWithOneNameAreTwo() throws Exception {
        StructLayout struct = StructLayout.builder("s", 1)
                .enumeration("a", "b_C")
                .enumeration("a_b", "C")
                .build();
        compiles(text(struct) + "int both(void) { return (int) s_a_b_C + (int) s_a_b_C_; }");
    }

    @Test
    void fileOfAWordIsNamedAsItsStruct() {
        assertEquals(
                "double_.h",
                HeaderEmitter.fileName(StructLayout.builder("double", 1)
                        .field("a", FieldType.INT)
                        .build()));
        assertEquals(
                "shm_2trade.h",
                HeaderEmitter.fileName(StructLayout.builder("2trade", 1)
                        .field("a", FieldType.INT)
                        .build()));
    }

    @Test
    void gccLaysOutRandomStructsTheSame() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < Proof.shortOrFull(20, 200); i++) source.append(text(layout("random" + i, random, 2)));
        try {
            compiles(source.toString());
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /** A header, to stand in one file with others. */
    private static String text(StructLayout layout) {
        return HeaderEmitter.emit(layout).replace("#pragma once\n", "");
    }

    private void compiles(String source) throws Exception {
        Path file = Files.writeString(directory.resolve("source.c"), source);
        for (String compiler : COMPILERS) {
            List<String> command = new ArrayList<>(List.of(compiler.split(" ", -1)));
            command.addAll(
                    List.of("-Wall", "-Werror", "-fsyntax-only", "-x", compiler.startsWith("g++") ? "c++" : "c"));
            command.add(file.toString());
            String found = run(command.toArray(new String[0]));
            assertTrue(found.isEmpty(), () -> compiler + "\n" + found);
        }
    }

    private static StructLayout layout(String name, Random random, int depth) {
        int versions = 1 + random.nextInt(3);
        LayoutBuilder builder = StructLayout.builder(name, versions);
        int fields = 1 + random.nextInt(12);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < fields; i++) {
            String taken = TAKEN[random.nextInt(TAKEN.length)];
            boolean isTaken =
                    random.nextInt(3) == 0 && Character.isJavaIdentifierStart(taken.charAt(0)) && used.add(taken);
            String field = isTaken ? taken : WORDS[random.nextInt(WORDS.length)] + i;
            FieldType type = add(builder, field, name, random, depth);
            if (random.nextInt(3) == 0) builder.length(1 + random.nextInt(5));
            if (random.nextInt(9) == 0) builder.cacheLine();
            else if (type != FieldType.STRUCT && random.nextInt(9) == 0) builder.align(64);
            int since = 1 + i * versions / fields;
            if (since > 1) builder.since(since);
        }
        return builder.build();
    }

    private static FieldType add(LayoutBuilder builder, String field, String name, Random random, int depth) {
        FieldType type = TYPES.get(random.nextInt(TYPES.size()));
        switch (type) {
            case TEXT -> builder.text(field, 1 + random.nextInt(random.nextInt(8) == 0 ? 100_000 : 20));
            case BYTES -> builder.bytes(field, 1 + random.nextInt(random.nextInt(8) == 0 ? 100_000 : 20));
            case ENUM -> builder.enumeration(field, constants(1 + random.nextInt(300)));
            case DECIMAL -> builder.decimal(field, random.nextInt(19));
            case STRUCT -> {
                if (depth == 0) builder.field(field, FieldType.BYTE);
                else builder.struct(field, layout(name + "_" + field, random, depth - 1));
            }
            default -> {
                if (type.isPrimitive() && random.nextBoolean()) builder.optional(field, type);
                else builder.field(field, type);
            }
        }
        return type;
    }

    private static String[] constants(int count) {
        List<String> constants = new ArrayList<>();
        for (int i = 0; i < count; i++) constants.add("C" + i);
        return constants.toArray(new String[0]);
    }

    /** What a program prints, if that is all it does; its output with its status otherwise. */
    private static String run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("no " + command[0] + " here: " + e.getMessage());
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "deadline");
        return process.exitValue() == 0 ? output : output + "status " + process.exitValue();
    }
}
