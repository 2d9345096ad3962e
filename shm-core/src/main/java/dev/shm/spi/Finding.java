package dev.shm.spi;

/**
 * Something that is not as it should be in a region.
 *
 * @param where the place, as in a {@link Description}: {@code objects.best.values.symbol}
 * @param message what was found there, for people
 */
public record Finding(Severity severity, String where, String message) {
    /** How much a finding matters. */
    public enum Severity {
        /** Usual after a death, or where a later version writes: nothing is to be done here. */
        NOTE,
        /** A process must do something, such as repairing what a dead owner left. */
        WARNING,
        /** Bytes that no working process leaves: damage. */
        ERROR
    }
}
