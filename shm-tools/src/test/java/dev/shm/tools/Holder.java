package dev.shm.tools;

import dev.shm.SharedRegion;
import dev.shm.testkit.Handshake;

/**
 * Another process that has a region open and holds what its arguments say: {@code region [struct|mutex|lock:NAME]…}.
 */
final class Holder {
    private Holder() {}

    public static void main(String[] args) {
        SharedRegion region = SharedRegion.openOrCreate(args[0], 256);
        for (int i = 1; i < args.length; i++) hold(region, args[i]);
        Handshake.say("holding " + Thread.currentThread().getId());
        Handshake.await();
        region.close();
    }

    private static void hold(SharedRegion region, String what) {
        if (what.equals("mutex")) region.lock();
        else if (what.startsWith("lock:")) region.mutex(what.substring(5)).lock();
        else if (what.equals("struct")) region.struct("best", SharedTrade.TYPE).set(example());
        else throw new IllegalArgumentException(what);
    }

    static Trade example() {
        return new Trade(7, 101.25, 300, Trade.Side.SELL, "MSFT");
    }
}
