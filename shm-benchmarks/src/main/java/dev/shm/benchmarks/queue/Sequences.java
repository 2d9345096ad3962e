package dev.shm.benchmarks.queue;

/** An inbox that refuses a message that is not whole, or not the next of its sender. */
final class Sequences implements Inbox {
    private static final int SENDER_SHIFT = 56;

    private final int words;
    private final long[] next;

    Sequences(int senders, int words) {
        this.words = words;
        this.next = new long[senders];
        for (int sender = 0; sender < senders; sender++) next[sender] = first(sender);
    }

    /** The first word of a sender's first message; each further one has one more. */
    static long first(int sender) {
        return (long) sender << SENDER_SHIFT;
    }

    @Override
    public void message(long first, long sum) {
        int sender = (int) (first >>> SENDER_SHIFT);
        if (sender >= next.length || next[sender] != first || sum != Transport.sumOf(first, words))
            throw wrong(first, sum);
        next[sender] = first + 1;
    }

    private IllegalStateException wrong(long first, long sum) {
        return new IllegalStateException(
                "a message begins with " + first + " and adds up to " + sum + "; expected was one of " + describe());
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        for (long first : next)
            text.append(first)
                    .append(" with ")
                    .append(Transport.sumOf(first, words))
                    .append("; ");
        return text.toString();
    }
}
