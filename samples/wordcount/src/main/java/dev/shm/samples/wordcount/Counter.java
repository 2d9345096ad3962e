package dev.shm.samples.wordcount;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One of the processes that count: a piece of the file, into the map of all. */
@Command(name = "count", hidden = true, description = "Counts one piece of a file; started by 'wordcount'.")
final class Counter implements Callable<Integer> {
    @Parameters(index = "0", description = "The region of the map.")
    private String name = "";

    @Parameters(index = "1", description = "The text.")
    private Path file = Path.of("");

    @Parameters(index = "2", description = "Which piece, from 0.")
    private int number;

    @Parameters(index = "3", description = "Of how many.")
    private int pieces;

    @Override
    public Integer call() throws IOException {
        try (Counts counts = Counts.open(name)) {
            endWithLauncher(counts);
            try (Reader text = Piece.of(file, number, pieces).open()) {
                Words.each(text, counts::add);
            }
        }
        return 0;
    }

    /** Watches for the end of the launcher, which may be killed and then ends nobody. */
    private static void endWithLauncher(Counts counts) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // the launcher says nothing
                        }
                    } catch (IOException e) {
                        // as good as its end
                    }
                    counts.close();
                    Runtime.getRuntime().halt(1);
                },
                "watch for the launcher's end");
        watch.setDaemon(true);
        watch.start();
    }
}
