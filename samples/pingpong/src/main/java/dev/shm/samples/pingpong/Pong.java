package dev.shm.samples.pingpong;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The other process: sends each ball back. */
@Command(name = "pong", hidden = true)
final class Pong implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The region of the table.")
    @SuppressWarnings("NullAway.Init") // by picocli
    private String name;

    private boolean playing = true;

    @Override
    public Integer call() {
        try (Table table = Table.open(name)) {
            leaveWithLauncher(table);
            Consumer<SharedBall> handler = ball -> {
                if (ball.number() == Table.LAST) playing = false;
                else table.back().offer(ball.number(), ball.servedNanos());
            };
            // For the launcher, with which this process ends.
            while (playing) if (!table.there().poll(handler)) Thread.onSpinWait();
        }
        return 0;
    }

    /** The launcher may be killed, and then says nothing; standard input ends with it. */
    private static void leaveWithLauncher(Table table) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // the launcher says nothing
                        }
                    } catch (IOException e) {
                        // as good as its end
                    }
                    table.close();
                    Runtime.getRuntime().halt(1);
                },
                "watch for the launcher's end");
        watch.setDaemon(true);
        watch.start();
    }
}
