package dev.shm.struct;

/**
 * Stands for a value whose bytes are none of its type, where values are read without their classes.
 *
 * @param found what is there, for people
 * @param mayBeLater whether a later version of the type may have a value for these bytes, as it may append a constant
 *     to an enum; then it need be no damage
 */
public record DamagedValue(String found, boolean mayBeLater) {
    DamagedValue(String found) {
        this(found, false);
    }
}
