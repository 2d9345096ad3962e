package dev.shm;

import dev.shm.internal.region.RegionAccess;
import dev.shm.testkit.Handshake;
import java.util.Random;

/** Another process that uses the regions that a {@link FuzzProcess} damages, while it does. */
final class FuzzPeer {
    private static final int CALLS = 8;

    private FuzzPeer() {}

    public static void main(String[] args) throws Exception {
        String[] order = {"nothing yet"};
        FuzzWatch watch = new FuzzWatch(() -> "peer, " + order[0]);
        while (true) {
            order[0] = Handshake.await();
            String[] words = order[0].split(" ", 3);
            Random dice = new Random(Long.parseLong(words[1]));
            use(words[0], dice, Boolean.parseBoolean(words[2]), watch);
        }
    }

    private static void use(String name, Random dice, boolean forged, FuzzWatch watch) throws Exception {
        SharedRegion region;
        try {
            region = SharedRegion.open(name);
        } catch (CorruptRegionException | RegionNotFoundException e) { // as its header says by now
            Handshake.say("token 1");
            Handshake.say("done");
            return;
        }
        FuzzUser user = FuzzUser.amongOthers(region, dice, forged, watch);
        Handshake.say("token " + RegionAccess.attachment(region).owner());
        for (int i = 0; i < CALLS; i++) user.callSomething();
        user.close();
        Handshake.say("done");
    }
}
