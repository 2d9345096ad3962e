package demo;

import dev.shm.collections.GenerateMap;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** A value whose key does not count in its {@code equals}, for {@link ConcurrentMapContractTest}. */
@SharedStruct
@GenerateMap(key = "name")
record Score(@MaxBytes(32) String name, int points) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Score that && points == that.points;
    }

    @Override
    public int hashCode() {
        return points;
    }
}
