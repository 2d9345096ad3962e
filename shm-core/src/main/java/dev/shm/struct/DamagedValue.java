package dev.shm.struct;

/**
 * Stands for a value whose bytes are none of its type, where values are read without their classes.
 *
 * @param found what is there, for people
 */
public record DamagedValue(String found) {}
