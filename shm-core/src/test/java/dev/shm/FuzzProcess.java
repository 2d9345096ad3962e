package dev.shm;

import dev.shm.FuzzTemplate.Part;
import dev.shm.internal.region.RegionAccess;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A process of {@link RegionFuzzProcessTest}: damages regions before and while it uses them, round by round. */
final class FuzzProcess implements AutoCloseable {
    private static final int PEER_EVERY = 16;
    private static final long PAUSE_NANOS = 50_000;

    /** So that the share of each kind of round means something, also on a slow machine. */
    private static final long MIN_ROUNDS = 100;

    private final String name;
    private final long seed;
    private final FuzzTemplate[] templates;
    private final ChildJvm peer;
    private final FuzzWatch watch = new FuzzWatch(this::where);
    private volatile long round;
    private long attached;

    private FuzzProcess(String name, long seed) throws IOException {
        this.name = name;
        this.seed = seed;
        this.templates = new FuzzTemplate[] {new FuzzTemplate(name, false), new FuzzTemplate(name, true)};
        this.peer = ChildJvm.of(FuzzPeer.class).start();
    }

    /** Arguments: a name; the seed; the first round, the round to stop before, the step; milliseconds. */
    public static void main(String[] args) throws Exception {
        try (FuzzProcess process = new FuzzProcess(args[0], Long.parseLong(args[1]))) {
            long end = System.nanoTime() + Long.parseLong(args[5]) * 1_000_000;
            long step = Long.parseLong(args[4]);
            long rounds = 0;
            for (long i = Long.parseLong(args[2]); i < Long.parseLong(args[3]); i += step) {
                if (rounds >= MIN_ROUNDS && System.nanoTime() - end > 0) break;
                process.round(i);
                rounds++;
            }
            Handshake.say("rounds " + rounds);
            Handshake.say("attached " + process.attached);
            Handshake.say("outcomes " + process.watch);
        }
    }

    private String where() {
        return "-Ddev.shm.fuzz.seed=" + seed + " -Ddev.shm.fuzz.round=" + round;
    }

    private void round(long number) throws IOException {
        round = number;
        try (FileChannel file = templates[(int) number & 1].copyTo(name)) {
            Random dice = new Random(seed * 0x9E37_79B9_7F4A_7C15L + number * 0xC2B2_AE3D_27D4_EB4FL);
            round(templates[(int) number & 1], file, dice);
        } catch (Throwable e) {
            throw new AssertionError(where(), e);
        } finally {
            Files.deleteIfExists(FreshName.file(name));
        }
    }

    private void round(FuzzTemplate template, FileChannel file, Random dice) throws Exception {
        List<Integer> live = new ArrayList<>();
        FuzzVandal vandal = new FuzzVandal(template, file, dice, live);
        boolean early = dice.nextInt(10) < 3;
        int times = 1 + dice.nextInt(8);
        if (early) vandal.scribble(times);
        boolean readOnly = dice.nextInt(20) == 0;
        SharedRegion region = open(vandal, readOnly);
        if (region == null) return;
        FuzzUser user = new FuzzUser(region, dice, watch, vandal.damaged, vandal.liveNamed, readOnly);
        if (!readOnly) live.add(RegionAccess.attachment(region).owner());
        boolean withPeer = dice.nextInt(PEER_EVERY) == 0;
        boolean during = dice.nextInt(PEER_EVERY) == 0;
        if (withPeer) {
            peer.send(name + " " + dice.nextLong() + " " + vandal.damaged.contains(Part.FORGED));
            live.add(Integer.parseInt(peer.awaitLine("token ")));
        }
        if (withPeer || during) {
            vandal.damaged.addAll(EnumSet.allOf(Part.class));
            vandal.liveNamed.addAll(EnumSet.allOf(Part.class));
        }
        Thread scribbler = during ? scribbler(new FuzzVandal(template, file, new Random(dice.nextLong()), live)) : null;
        for (int i = dice.nextInt(3); i > 0; i--) user.callSomething();
        if (!early) {
            attached++;
            vandal.scribble((times + 1) / 2);
            times /= 2;
        }
        for (int i = 4 + dice.nextInt(8); i > 0; i--) {
            user.callSomething();
            if (!early && times > 0 && dice.nextInt(3) == 0) {
                vandal.scribble(1);
                times--;
            }
        }
        if (withPeer) peer.awaitLine("done");
        user.close();
        if (scribbler != null) {
            scribbler.interrupt();
            scribbler.join();
        }
        boolean[] deleted = new boolean[1];
        watch.run("delete", () -> deleted[0] = SharedRegion.delete(name));
        // A forged flag makes it a region whose name goes with the last attachment.
        if (!deleted[0] && !vandal.damaged.contains(Part.FORGED)) throw new AssertionError("not deleted");
        Exception last = user.last;
        watch.count("round: " + (last == null ? "right" : last.getClass().getSimpleName()));
    }

    /** Damages the region while calls are under way, until it is interrupted; the payload it leaves alone as well. */
    private static Thread scribbler(FuzzVandal vandal) {
        Thread thread = new Thread(() -> {
            try {
                while (!Thread.interrupted()) {
                    vandal.scribble(1);
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            } catch (IOException e) {
                // An interrupt closes the file.
            }
        });
        thread.start();
        return thread;
    }

    private @Nullable SharedRegion open(FuzzVandal vandal, boolean readOnly) throws Exception {
        SharedRegion[] region = new SharedRegion[1];
        try {
            watch.run(
                    "open",
                    () -> region[0] =
                            readOnly ? SharedRegion.builder(name).readOnly().open() : SharedRegion.open(name));
        } catch (CorruptRegionException e) {
            if (!vandal.damaged.contains(Part.HEADER)) throw e;
            watch.count("round: refused at opening");
        } catch (RegionNotFoundException e) { // it said that it goes with its last attachment
            if (!vandal.damaged.contains(Part.FORGED)) throw e;
            watch.count("round: refused at opening");
        }
        return region[0];
    }

    @Override
    public void close() {
        peer.closeInput();
        peer.close();
    }
}
