package dev.shm.collections.internal.queue;

import static org.junit.jupiter.api.Assertions.*;

import dev.shm.SharedRegion;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructLayout;
import dev.shm.testkit.NothingLeftBehind;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NothingLeftBehind
@Timeout(60)
class RingHandleTest {
    private static final RingOptions PAIRED =
            RingOptions.DEFAULTS.producers(true).consumers(true);
    private static final int CAPACITY = 4;
    private static final int EMPTY_LOOKS = 40;
    private static final int ROOM = 64;

    private final String name = "ring-handle-" + UUID.randomUUID();

    @AfterEach
    void deleteRing() {
        SharedRegion.delete(name);
    }

    /** A consumer that waits reads from the next slot, wherever that lies and however short it is. */
    @ParameterizedTest
    @EnumSource(names = {"BYTE", "SHORT", "INT", "LONG"})
    void slotsMayBeShorterThanAWord(FieldType type) {
        StructLayout layout =
                StructLayout.builder("small", 1).field("value", type).build();
        try (RingHandle ring = RingOpening.create(name, CAPACITY, new RingMessages(layout), PAIRED)) {
            for (int message = 0; message < 2 * CAPACITY; message++) {
                for (int look = 0; look < EMPTY_LOOKS; look++) assertNull(ring.take(false));
                ring.endClaim(Objects.requireNonNull(ring.claim(false)), true);
                ring.endMessage(Objects.requireNonNull(ring.take(false)), true);
            }
            assertEquals(0, ring.ready(1));
        }
    }

    /** The region stays open, so nobody would find the seat held by the dead. */
    @Test
    void closingGivesTheSeatBackThatAThreadEndedOn() throws InterruptedException {
        StructLayout layout =
                StructLayout.builder("long", 1).field("value", FieldType.LONG).build();
        RingMessages messages = new RingMessages(layout);
        try (SharedRegion region = SharedRegion.create(name, ROOM);
                SharedRegion another = SharedRegion.open(name)) {
            RingHandle ring = RingOpening.in(region, "ring", CAPACITY, messages, PAIRED);
            Thread ended = new Thread(() -> ring.claim(false));
            ended.start();
            ended.join();
            ring.close();
            RingHandle other = RingOpening.in(another, "ring", CAPACITY, messages, PAIRED);
            other.endClaim(Objects.requireNonNull(other.claim(false)), true);
            assertEquals(1, other.ready(2), "what the thread had claimed is gone with it");
        }
    }
}
