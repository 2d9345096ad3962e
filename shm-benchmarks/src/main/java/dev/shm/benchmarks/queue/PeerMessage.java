package dev.shm.benchmarks.queue;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A message in a buffer of Agrona's: written in place and read in place, as ours are. */
final class PeerMessage {
    private final int words;
    private final Inbox inbox;

    PeerMessage(int words, Inbox inbox) {
        this.words = words;
        this.inbox = inbox;
    }

    int bytes() {
        return words * Long.BYTES;
    }

    /** Unrolled, as ours is. */
    void write(MutableDirectBuffer buffer, int index, long first) {
        buffer.putLong(index, first);
        buffer.putLong(index + 8, first + 1);
        if (words == 2) return;
        buffer.putLong(index + 16, first + 2);
        buffer.putLong(index + 24, first + 3);
        buffer.putLong(index + 32, first + 4);
        buffer.putLong(index + 40, first + 5);
        buffer.putLong(index + 48, first + 6);
        buffer.putLong(index + 56, first + 7);
    }

    void read(DirectBuffer buffer, int index, int length) {
        if (length != bytes()) throw new IllegalStateException("a message of " + length + " bytes");
        long first = buffer.getLong(index);
        long sum = first + buffer.getLong(index + 8);
        if (words > 2) {
            sum += buffer.getLong(index + 16)
                    + buffer.getLong(index + 24)
                    + buffer.getLong(index + 32)
                    + buffer.getLong(index + 40)
                    + buffer.getLong(index + 48)
                    + buffer.getLong(index + 56);
        }
        inbox.message(first, sum);
    }
}
