package dev.shm.benchmarks.map;

import picocli.CommandLine.Command;

/** The drivers of maps. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Maps of eight words by one key, beside ConcurrentHashMap and Chronicle Map.",
        subcommands = {OpsPair.class, ScalePair.class, GrowthPair.class, MapMemory.class})
public final class MapPairs {}
