package dev.shm.collections.internal.queue;

/**
 * What a consumer does about a claim that stands in its way: waits for a while, then asks whether its owner is dead.
 */
final class WriterWatch {
    private final RingPatience patience = new RingPatience(RingConsumer.PATIENCE_NANOS);
    private final RingProducer producer;

    WriterWatch(RingProducer producer) {
        this.producer = producer;
    }

    /**
     * Skips a position if its producer is proven dead. Another process is asked after only when it has been in the way
     * for a while, because that is a system call.
     *
     * @param word of the position, WRITING
     * @return whether the word may have changed
     */
    boolean skipIfDead(long position, long word) {
        boolean mine = RingWords.owner(word) == producer.object.owner();
        boolean over = patience.isOver(position);
        return (mine || over) && producer.skipIfDead(position, word);
    }

    /** Whether it is time to ask. */
    boolean wouldAsk(long position) {
        return patience.wouldBeOver(position);
    }
}
