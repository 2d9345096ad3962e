package demo;

import dev.shm.testkit.Handshake;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;

/** The process of {@link ChronicleQueueTest}: it needs packages of the JDK opened. */
final class ChronicleQueueUser {
    private static final int MESSAGES = 20;
    private static final int SIZE = SharedBasket.LAYOUT.sizeBytes();

    private ChronicleQueueUser() {}

    public static void main(String[] args) {
        try (ChronicleQueue queue = ChronicleQueue.single(Path.of(args[1]).toString())) {
            switch (args[0]) {
                case "append" -> append(queue);
                case "tail" -> tail(queue);
                default -> throw new IllegalArgumentException(args[0]);
            }
        } catch (LinkageError | IllegalStateException | UnsupportedOperationException e) {
            e.printStackTrace();
            Handshake.say("Chronicle Queue cannot run here: " + e);
            return;
        }
        Handshake.say("done");
    }

    private static void append(ChronicleQueue queue) {
        SharedBasket basket = SharedBasket.allocate().set(SharedBasketTest.example());
        try (ExcerptAppender appender = queue.createAppender()) {
            for (int i = 0; i < MESSAGES; i++) {
                Byteable message = basket.count(i).asByteable();
                appender.writeBytes(out -> out.write(message.bytesStore(), message.offset(), message.maxSize()));
            }
        }
    }

    private static void tail(ChronicleQueue queue) {
        SharedBasket expected = SharedBasket.allocate().set(SharedBasketTest.example());
        SharedBasket found = new SharedBasket();
        Bytes<?> message = Bytes.allocateElasticDirect(SIZE);
        try (ExcerptTailer tailer = queue.createTailer()) {
            for (int i = 0; i < MESSAGES; i++) {
                check(tailer.readBytes(message.clear()), "there are only " + i);
                check(message.readRemaining() == SIZE, message.readRemaining() + " bytes");
                found.asByteable().bytesStore(message, 0, SIZE);
                check(found.equals(expected.count(i)), i + ": " + found);
            }
            check(!tailer.readBytes(message.clear()), "one too many");
        } finally {
            message.releaseLast();
        }
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) throw new AssertionError(otherwise);
    }
}
