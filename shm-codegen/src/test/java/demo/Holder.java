package demo;

import dev.shm.SharedRegion;
import dev.shm.testkit.Handshake;

/** A JVM that takes a region's mutex and holds it until it is killed, for {@link CProcessTest}. */
final class Holder {
    private Holder() {}

    @SuppressWarnings("LockNotBeforeTry") // it never unlocks
    public static void main(String[] args) {
        SharedRegion region = SharedRegion.open(args[0]);
        region.lock();
        Handshake.say("holding");
        Handshake.await();
    }
}
