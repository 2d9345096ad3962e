package dev.shm.spi;

import dev.shm.internal.region.RegionObserver;
import dev.shm.internal.region.RegionObserver.SlotState;
import dev.shm.spi.Finding.Severity;

/**
 * Whoever an owner token names, as far as can be told without touching its lock; untrusted but for {@code isAlive}.
 *
 * @param slot in the process table
 * @param isPossible whether the region has such a slot at all
 * @param pid as the process gave it; 0 if another has its slot by now
 * @param namespace {@code own} if the pid counts in this process's pid namespace, {@code other} or {@code unknown}
 * @param isAlive as the kernel says
 */
public record OwnerView(int slot, boolean isPossible, long pid, String namespace, boolean isAlive) {
    static OwnerView of(RegionObserver observer, int token) {
        int number = OwnerToken.slot(token);
        boolean possible = number >= 1 && number <= observer.slotCount();
        SlotState slot = observer.slotOf(token);
        if (slot == null) return new OwnerView(number, possible, 0, "unknown", false);
        return new OwnerView(number, true, slot.pid(), namespace(slot.pidNamespace()), slot.isAlive());
    }

    /** A pid namespace beside that of this process. */
    static String namespace(long number) {
        long own = RegionObserver.ownNamespace();
        if (number == 0 || own == 0) return "unknown";
        return number == own ? "own" : "other";
    }

    /** {@code alive} or {@code dead}. */
    public String state() {
        return state(isAlive);
    }

    static String state(boolean alive) {
        return alive ? "alive" : "dead";
    }

    /** Adds what is known of the owner. */
    public Description describe(Description into) {
        into.put("pid", pid == 0 ? null : pid);
        if (!namespace.equals("own")) into.put("namespace", namespace);
        return into.put("slot", slot).put("state", state());
    }

    /**
     * As {@link #describe(Description)}, and finds what is to be said of an owner that cannot be, or is dead.
     *
     * @param ifDead what comes of it then
     */
    public Description describe(Description into, String ifDead) {
        describe(into);
        if (!isPossible) {
            into.report(Severity.ERROR, "its owner would be in process slot " + slot + ", which there is not");
        } else if (!isAlive) {
            into.report(Severity.NOTE, "its owner is dead; " + ifDead);
        }
        return into;
    }
}
