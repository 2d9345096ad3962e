package dev.shm.collections;

import dev.shm.collections.internal.map.MapFigures;

/**
 * Figures of a map: exact while nobody writes, else somewhere near.
 *
 * @param entries in all
 * @param segments in use; each has room for so many entries and is split when it is full
 * @param load the part of the room in these that is in use, from 0 to 1
 * @param meanProbes how many buckets are looked at for a key that is there, on average
 * @param longestProbe how many buckets are looked at for any key, at most
 * @param usedBytes of segments in use, of their directory, and of the chunks that large entries are in
 * @param freeBytes of segments and chunks that are made and not in use; the next splits and large entries use them
 * @param reservedBytes of the whole region, with all that is in it
 * @param splits ever
 * @param merges ever, by {@code compact()}
 * @param recoveries how many times a writer had died in a segment and the next one made it right, ever
 */
public record MapStatistics(
        long entries,
        long segments,
        double load,
        double meanProbes,
        int longestProbe,
        long usedBytes,
        long freeBytes,
        long reservedBytes,
        long splits,
        long merges,
        long recoveries) {
    static MapStatistics of(MapFigures figures) {
        return new MapStatistics(
                figures.entries(),
                figures.segments(),
                figures.capacityUnits() == 0 ? 0 : (double) figures.usedUnits() / figures.capacityUnits(),
                figures.entries() == 0 ? 0 : (double) figures.bucketsLookedAt() / figures.entries(),
                1 + figures.longestReach(),
                figures.usedBytes(),
                figures.freeBytes(),
                figures.reservedBytes(),
                figures.splits(),
                figures.merges(),
                figures.recoveries());
    }
}
