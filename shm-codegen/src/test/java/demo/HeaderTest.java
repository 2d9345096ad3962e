package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
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
import java.util.List;
import java.util.Random;
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

    @TempDir
    private Path directory;

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
    void gccLaysOutRandomStructsTheSame() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < Proof.shortOrFull(20, 200); i++) {
            StructLayout layout = layout("random" + i, random, 2);
            source.append(HeaderEmitter.emit(layout).replace("#pragma once\n", ""));
        }
        Path file = Files.writeString(directory.resolve("random.c"), source);
        String found = run("gcc", "-std=c11", "-Wall", "-Werror", "-fsyntax-only", file.toString());
        assertTrue(found.isEmpty(), () -> "seed " + seed + "\n" + found);
    }

    private static StructLayout layout(String name, Random random, int depth) {
        int versions = 1 + random.nextInt(3);
        LayoutBuilder builder = StructLayout.builder(name, versions);
        int fields = 1 + random.nextInt(12);
        for (int i = 0; i < fields; i++) {
            FieldType type = add(builder, WORDS[random.nextInt(WORDS.length)] + i, name, random, depth);
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
