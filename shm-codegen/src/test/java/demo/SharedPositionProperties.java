package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedMemoryException;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text, and any bytes. */
class SharedPositionProperties {
    private final SharedPosition shared = SharedPosition.allocate();

    @Provide
    Arbitrary<String> texts() {
        // Any UTF-16 units, so lone surrogates too, mixed with what is common.
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.chars().all().map(String::valueOf),
                Arbitraries.chars().ascii().map(String::valueOf),
                Arbitraries.of("é", "€", "\uD83D\uDE00", "\uDBFF\uDFFF", "\uD800", "\uDC00"));
        return pieces.list().ofMaxSize(10).map(list -> String.join("", list));
    }

    @Property
    void textIsStoredAsUtf8OrRefused(@ForAll("texts") String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        String stored = new String(utf8, StandardCharsets.UTF_8);
        shared.note(text);
        assertEquals(stored, shared.note());
        assertEquals(stored, shared.appendNoteTo(new StringBuilder()).toString());
        assertTrue(shared.noteEquals(text));
        assertTrue(shared.noteEquals(stored));
        assertEquals(stored.equals("a" + stored), shared.noteEquals("a" + text));

        shared.symbol("before");
        if (utf8.length <= 8) {
            Position position = new Position();
            position.symbol = text;
            assertEquals(stored, shared.set(position).get().symbol);
        } else {
            assertThrows(IllegalArgumentException.class, () -> shared.symbol(text));
            assertEquals("before", shared.symbol());
        }
    }

    @Property
    void anyBytesAreAValueOrAnException(@ForAll long seed) {
        int size = SharedPosition.LAYOUT.sizeBytes();
        PrivateMemory memory = PrivateMemory.allocate(size);
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        RawMemory.copyFromArray(bytes, 0, memory.base(), size);
        // Small lengths and codes are rare in random bytes, and the interesting ones.
        var symbol = SharedPosition.LAYOUT.field("symbol");
        var side = SharedPosition.LAYOUT.field("side");
        if (symbol == null || side == null) throw new AssertionError();
        if ((seed & 1) == 0) RawMemory.putShort(memory.base() + symbol.offset(), (short) (seed >> 1 & 15));
        if ((seed & 2) == 0) RawMemory.putByte(memory.base() + side.offset(), (byte) (seed >> 5 & 3));
        shared.bind(memory, 0);

        List<Supplier<?>> accessors = List.of(
                shared::open,
                shared::tiny,
                shared::small,
                shared::letter,
                shared::count,
                shared::id,
                shared::ratio,
                shared::price,
                shared::side,
                shared::symbol,
                shared::note,
                shared::flag,
                shared::flagAcquire,
                shared::lot,
                shared::lotOpaque,
                shared::version,
                shared::versionAcquire,
                shared::mark,
                () -> shared.symbolEquals("MSFT"),
                () -> shared.noteEquals(null),
                shared::get,
                shared::toString);
        for (Supplier<?> accessor : accessors) {
            try {
                var unused = accessor.get();
            } catch (SharedMemoryException expected) {
                assertTrue(expected.getMessage().contains("of position in private memory"));
            }
        }
        appendsAsStringsDo();
        shared.set(new Position());
        assertEquals(null, shared.get().symbol);
    }

    private void appendsAsStringsDo() {
        String symbol;
        try {
            symbol = shared.symbol();
        } catch (SharedMemoryException e) {
            assertThrows(SharedMemoryException.class, () -> shared.appendSymbolTo(new StringBuilder()));
            return;
        }
        assertEquals("<" + symbol, shared.appendSymbolTo(new StringBuilder("<")).toString());
    }
}
