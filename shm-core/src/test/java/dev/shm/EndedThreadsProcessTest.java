package dev.shm;

import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.NothingLeftBehind;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that looks for holds of ended threads is there while a region is open, and keeps no JVM alive. */
@NothingLeftBehind
@Timeout(120)
final class EndedThreadsProcessTest {
    @Test
    void watcherComesAndGoesWithTheRegions() {
        try (ChildJvm child = ChildJvm.of(Child.class).start()) {
            child.awaitSuccess();
        }
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            awaitWatchers(0);
            SharedRegion first = SharedRegion.create(64);
            SharedRegion second = SharedRegion.create(64);
            awaitWatchers(1);
            first.close();
            second.close();
            awaitWatchers(0);
            for (int i = 0; i < 3; i++) SharedRegion.create(64).close();
            try (SharedRegion third = SharedRegion.create(64)) {
                awaitWatchers(1);
                third.lock();
                third.unlock();
            }
            // Not closed: the JVM ends all the same.
            SharedRegion last = SharedRegion.create(64);
            SharedRegion.delete(last.name());
        }

        private static void awaitWatchers(int expected) {
            long end = System.nanoTime() + 20_000_000_000L;
            while (watchers() != expected) {
                if (System.nanoTime() > end) throw new AssertionError(watchers() + " watchers, not " + expected);
                Thread.onSpinWait();
            }
        }

        private static long watchers() {
            Set<Thread> threads = Thread.getAllStackTraces().keySet();
            return threads.stream()
                    .filter(thread -> thread.getName().equals("dev.shm ended threads"))
                    .count();
        }
    }
}
