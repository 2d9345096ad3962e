package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.RegionClosedException;
import dev.shm.SharedRegion;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.BytesStore;
import org.junit.jupiter.api.Test;

/** A struct in buffers of Chronicle Bytes, and the other way round. */
@NothingLeftBehind
class ByteableTest {
    private static final int SIZE = SharedBasket.LAYOUT.sizeBytes();

    private final SharedBasket example = SharedBasket.allocate().set(SharedBasketTest.example());

    @Test
    void bytesGoIntoABufferAndOutOfIt() {
        Byteable byteable = example.asByteable();
        assertEquals(SIZE, byteable.maxSize());
        Bytes<?> buffer = Bytes.allocateElasticDirect();
        try {
            buffer.write(byteable.bytesStore(), byteable.offset(), byteable.maxSize());
            assertEquals(SIZE, buffer.readRemaining());
            SharedBasket copy = SharedBasket.allocate();
            Byteable target = copy.asByteable();
            for (int i = 0; i < SIZE; i++) target.bytesStore().writeByte(target.offset() + i, buffer.readByte(i));
            assertEquals(example, copy);
        } finally {
            buffer.releaseLast();
        }
    }

    @Test
    void flyweightShowsABuffersBytes() {
        Bytes<?> buffer = Bytes.allocateDirect(4L * SIZE);
        SharedBasket view = new SharedBasket();
        try {
            view.asByteable().bytesStore(buffer, 64, SIZE);
            view.copyFrom(example);
            assertEquals(example, view);
            assertEquals(example.leg().ratio(), view.leg().ratio());
            buffer.writeByte(64, (byte) 77); // the first field
            assertEquals(77, view.first());
            view.first((byte) 78);
            assertEquals(78, buffer.readByte(64));

            SharedBasket other = new SharedBasket();
            other.asByteable().bytesStore(view.asByteable().bytesStore(), 0, SIZE);
            assertEquals(view, other);
        } finally {
            buffer.releaseLast();
        }
        view.first((byte) 79); // a reservation of its own keeps the memory
        assertEquals(79, view.first());
    }

    @Test
    void placesThatCannotBeAreRefusedByTheirOffset() {
        Bytes<?> buffer = Bytes.allocateDirect(4L * SIZE);
        try {
            Byteable view = new SharedBasket().asByteable();
            for (long offset : new long[] {-8, 3L * SIZE + 8, Long.MAX_VALUE - 7, 65}) {
                String told = assertThrows(IllegalArgumentException.class, () -> view.bytesStore(buffer, offset, SIZE))
                        .toString();
                assertTrue(told.contains(Long.toString(offset)), told);
            }
        } finally {
            buffer.releaseLast();
        }
    }

    @Test
    void regionsBytesAreShownWithAllChecks() {
        SharedBasket view = new SharedBasket();
        try (SharedRegion region = SharedRegion.create(2L * SIZE)) {
            view.asByteable().bytesStore(region.bytes(), 0, SIZE);
            view.copyFrom(example);
            SharedBasket again = new SharedBasket();
            again.asByteable().bytesStore(region.bytes().bytesStore(), 0, SIZE);
            assertEquals(example, again);
            assertThrows(IllegalArgumentException.class, () -> again.asByteable()
                    .bytesStore(region.bytes(), SIZE + 8, SIZE));
            assertEquals(example, again);
        }
        assertThrows(RegionClosedException.class, view::first);
        assertThrows(RegionClosedException.class, () -> view.asByteable().bytesStore());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Byteable byteable = example.asByteable();
        BytesStore<?, ?> store = byteable.bytesStore();
        assertThrows(BufferUnderflowException.class, () -> store.readLong(SIZE - 7L));
        assertThrows(BufferOverflowException.class, () -> store.writeByte(SIZE, (byte) 0));
        assertThrows(UnsupportedOperationException.class, byteable::address);
        Bytes<?> buffer = Bytes.allocateDirect(2L * SIZE);
        Bytes<?> heap = Bytes.allocateElasticOnHeap(2 * SIZE);
        try {
            refused("bytes, and is to show", buffer, 0, SIZE - 1L);
            refused("outside", buffer, SIZE + 8L, SIZE);
            refused("outside", buffer, -8, SIZE);
            refused("aligned", buffer, 4, SIZE);
            refused("on the heap", heap, 0, SIZE);
        } finally {
            buffer.releaseLast();
            heap.releaseLast();
        }
        assertThrows(
                IllegalStateException.class,
                () -> new SharedBasket().asByteable().bytesStore());
    }

    private void refused(String why, Bytes<?> bytes, long offset, long length) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> example.asByteable().bytesStore(bytes, offset, length));
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
        assertEquals(SharedBasket.allocate().set(SharedBasketTest.example()), example);
    }
}
