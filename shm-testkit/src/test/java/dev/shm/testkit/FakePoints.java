package dev.shm.testkit;

/** Stands in for {@code KillPoints} of shm-core, with the same rules. */
final class FakePoints {
    private static long remaining;
    private static long passed;
    private static Runnable kill = () -> {};

    private FakePoints() {}

    static void arm(long number, Runnable how) {
        if (!Boolean.getBoolean("dev.shm.killPoints")) throw new IllegalStateException("off");
        remaining = number;
        passed = 0;
        kill = how;
    }

    static long disarm() {
        return passed;
    }

    static void reached() {
        passed++;
        if (--remaining == 0) kill.run();
    }
}
