package dev.shm.samples.quakes;

import dev.shm.collections.GenerateMap;
import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/**
 * One seismic event, as it lies in shared memory.
 *
 * @param sequence 1 for the first event of a run, 2 for the second, and so on
 * @param id of the agency that reported it
 * @param timeMillis since the epoch
 * @param depthKm may be negative: above sea level
 * @param place in words, such as {@code 37km NNE of Amboy, Washington}
 */
@SharedStruct
@GenerateQueue
@GenerateTopic
@GenerateMap(key = "id")
record Quake(
        long sequence,
        @MaxBytes(22) String id,
        long timeMillis,
        double magnitude,
        double longitude,
        double latitude,
        double depthKm,
        @MaxBytes(102) String place) {
    Quake withSequence(long number) {
        return new Quake(number, id, timeMillis, magnitude, longitude, latitude, depthKm, place);
    }
}
