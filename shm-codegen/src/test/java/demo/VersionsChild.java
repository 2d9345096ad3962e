package demo;

import dev.shm.SharedRegion;
import dev.shm.testkit.Handshake;

/** The process of version 1 in {@link VersionsProcessTest}: creates the region and a struct in it. */
final class VersionsChild {
    private VersionsChild() {}

    public static void main(String[] args) {
        try (SharedRegion region = SharedRegion.create(args[0], 64)) {
            SharedVersions_First trade =
                    region.struct("trade", SharedVersions_First.TYPE).set(Versions.first());
            Handshake.say("created");
            Handshake.await("end");
            Handshake.say("count " + trade.count());
        }
    }
}
