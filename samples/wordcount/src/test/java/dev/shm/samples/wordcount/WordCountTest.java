package dev.shm.samples.wordcount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the sample as a newcomer does, and as an unkind one. */
@NothingLeftBehind
final class WordCountTest {
    private static final int LONG_TEXT_WORDS = 20_000_000;
    private static final int LONG_TEXT_PARTS = 200;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    /** With the JVM's own flags in each process, as everywhere but in tests. */
    @Test
    void severalProcessesCountWhatOneDoes() throws IOException {
        try (ChildJvm wordCount = ChildJvm.of(WordCount.class)
                .args("--processes", "4", text(60_000).toString())
                .start()) {
            assertTrue(wordCount.awaitLine("60,000 words, ").contains("by 4 processes"));
            assertTrue(wordCount.awaitLine("counted alone").endsWith("the same"));
            wordCount.awaitSuccess();
            assertEquals(
                    20,
                    wordCount
                            .transcript()
                            .lines()
                            .filter(line -> line.matches(" *[\\d,]+  wörd\\d+"))
                            .count());
        }
    }

    @Test
    void mostFrequentComeFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("few.txt"), "It's a b. A, b; a \u201cit\u2019s\u201d c-d\n\n42");
        try (ChildJvm wordCount = start(file.toString())) {
            assertEquals("a", wordCount.awaitLine("           3"));
            wordCount.awaitLine("10 words, 6 different");
            wordCount.awaitSuccess();
            assertTrue(wordCount.transcript().contains("2  b"), wordCount.transcript());
            assertTrue(wordCount.transcript().contains("2  it's"), wordCount.transcript());
        }
    }

    @Test
    void emptyTextHasNoWords() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.txt"));
        try (ChildJvm wordCount = start(file.toString())) {
            wordCount.awaitLine("0 words, 0 different");
            wordCount.awaitSuccess();
        }
    }

    @Test
    void piecesAreTheWholeAndCutNoWord() throws IOException {
        Path file = text(1_000);
        for (int pieces : new int[] {1, 2, 3, 7, 64}) {
            List<String> words = new ArrayList<>();
            long end = 0;
            for (int i = 0; i < pieces; i++) {
                Piece piece = Piece.of(file, i, pieces);
                assertEquals(end, piece.startBytes());
                end = piece.endBytes();
                try (var text = piece.open()) {
                    Words.each(text, words::add);
                }
            }
            assertEquals(Files.size(file), end);
            List<String> expected = new ArrayList<>();
            Words.each(new StringReader(Files.readString(file)), expected::add);
            assertEquals(expected, words);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() throws IOException {
        refused("Missing FILE");
        refused("no file that can be read", folder.resolve("none.txt").toString());
        refused("from 1 to 64", "--processes", "0", text(1).toString());
    }

    private static void refused(String why, String... args) {
        try (ChildJvm wordCount = start(args)) {
            assertEquals(2, wordCount.awaitExit());
            assertTrue(wordCount.transcript().contains(why), wordCount.transcript());
        }
    }

    @Test
    void interruptedRunLeavesNothing() throws IOException, InterruptedException {
        try (ChildJvm wordCount = startLong()) {
            Process interrupt = new ProcessBuilder("kill", "-INT", String.valueOf(wordCount.pid())).start();
            assertTrue(interrupt.waitFor(10, TimeUnit.SECONDS));
            assertNotEquals(0, wordCount.awaitExit());
        }
    }

    @Test
    void killedLauncherLeavesNothing() throws Exception {
        try (ChildJvm wordCount = startLong()) {
            List<ProcessHandle> children = childrenOf(wordCount);
            wordCount.kill();
            for (ProcessHandle child : children) child.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void killedCounterEndsTheRun() throws IOException {
        try (ChildJvm wordCount = startLong()) {
            childrenOf(wordCount).get(0).destroyForcibly();
            assertEquals(1, wordCount.awaitExit());
            assertTrue(wordCount.transcript().contains("a process that counts ended"), wordCount.transcript());
        }
    }

    /** The sample, whose processes start quickly. */
    private static ChildJvm start(String... args) {
        return ChildJvm.of(WordCount.class).args(args).quickChildren().start();
    }

    /** One that goes on for a long time, and has started its processes. */
    private ChildJvm startLong() throws IOException {
        ChildJvm wordCount = start(longText().toString());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (childrenOf(wordCount).size() < 3 && System.nanoTime() < deadline) { // for its children
            Thread.onSpinWait();
        }
        return wordCount;
    }

    private static List<ProcessHandle> childrenOf(ChildJvm wordCount) {
        return ProcessHandle.of(wordCount.pid()).orElseThrow().children().toList();
    }

    /** 20,000,000 words, written by the first test that wants them: a text again and again. */
    private Path longText() throws IOException {
        Path file = shared.resolve("long.txt");
        if (Files.exists(file)) return file;
        byte[] part = Files.readAllBytes(text(LONG_TEXT_WORDS / LONG_TEXT_PARTS));
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < LONG_TEXT_PARTS; i++) out.write(part);
        }
        return file;
    }

    private Path text(int words) throws IOException {
        Random random = new Random(words);
        Path file = folder.resolve(words + ".txt");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < words; i++) {
                out.append("W\u00f6rd").append(String.valueOf((int) Math.sqrt(random.nextInt(1_000_000))));
                out.append(i % 11 == 0 ? '\n' : ' ');
            }
        }
        return file;
    }
}
