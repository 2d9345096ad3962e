package dev.shm;

import org.junit.jupiter.api.AfterEach;

/** The name of a region that is deleted after each test. */
abstract class RegionFixture {
    static final int SIZE = 256;

    final String name = FreshName.of("region");

    @AfterEach
    void removeName() {
        SharedRegion.delete(name);
    }
}
