package dev.shm.samples.properties;

/** Books fills in place. */
final class Booking {
    /** As if a programmer had forgotten one thing. */
    static final boolean BROKEN = Boolean.getBoolean("dev.shm.samples.broken");

    private Booking() {}

    /** Fills without a side are ignored. */
    static void book(SharedPosition position, Fill fill) {
        if (fill.side() == null) return;
        boolean sale = fill.side() == Fill.Side.SELL && !BROKEN;
        position.quantity(position.quantity() + (sale ? -fill.quantity() : fill.quantity()));
        if (sale) position.sold(position.sold() + fill.quantity());
        else position.bought(position.bought() + fill.quantity());
        position.fills(position.fills() + 1);
    }
}
