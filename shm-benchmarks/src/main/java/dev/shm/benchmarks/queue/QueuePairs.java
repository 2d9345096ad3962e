package dev.shm.benchmarks.queue;

import picocli.CommandLine.Command;

/** The drivers of queues. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Queues between processes, beside Agrona's ring buffers and Aeron's IPC.",
        subcommands = {RatePair.class, RoundTripPair.class, PacedPair.class, TopicPair.class})
public final class QueuePairs {}
