package dev.shm.collections;

import dev.shm.SharedRegion;
import dev.shm.testkit.Handshake;

/** The process of {@link SharedByteQueueTest} in which Chronicle cannot run. */
final class ByteQueueOpener {
    private ByteQueueOpener() {}

    public static void main(String[] args) {
        try (SharedByteQueue queue = SharedByteQueue.create(args[0], 1024)) {
            Handshake.say("created " + queue);
        } catch (UnsupportedOperationException e) {
            Handshake.say("refused: " + e.getMessage());
        }
        Handshake.say("left behind: " + SharedRegion.delete(args[0]));
    }
}
