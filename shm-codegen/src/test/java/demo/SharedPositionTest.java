package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.SharedRegion;
import dev.shm.memory.PrivateMemory;
import dev.shm.memory.RawMemory;
import dev.shm.struct.CorruptStructException;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructField;
import java.nio.CharBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Generated flyweights as their user meets them. */
class SharedPositionTest {
    private final SharedPosition shared = SharedPosition.allocate();

    static Position example() {
        Position position = new Position();
        position.open = true;
        position.tiny = -3;
        position.small = -300;
        position.letter = 'ß';
        position.count = Integer.MIN_VALUE;
        position.id = Long.MAX_VALUE;
        position.ratio = 0.5f;
        position.price = -0.0;
        position.side = Position.Side.SELL;
        position.symbol = "MSFT";
        position.note = "x".repeat(70_000);
        position.flag = true;
        position.lot = 7;
        position.version = 8;
        position.mark = 9.5;
        return position;
    }

    @Test
    void zeroedMemoryIsZeroAndNull() {
        Position position = shared.get();
        assertEquals(0, position.id);
        assertFalse(position.open);
        assertNull(position.side);
        assertNull(position.symbol);
        assertNull(position.note);
        assertNull(shared.symbol());
        assertTrue(shared.symbolEquals(null));
        assertFalse(shared.symbolEquals(""));
    }

    @Test
    void getReturnsWhatSetWrote() {
        Position before = example();
        assertSame(shared, shared.set(before));
        Position after = shared.get();
        assertNotSame(before, after);
        assertEquals(before.open, after.open);
        assertEquals(before.tiny, after.tiny);
        assertEquals(before.small, after.small);
        assertEquals(before.letter, after.letter);
        assertEquals(before.count, after.count);
        assertEquals(before.id, after.id);
        assertEquals(before.ratio, after.ratio);
        assertEquals(before.price, after.price);
        assertEquals(before.side, after.side);
        assertEquals(before.symbol, after.symbol);
        assertEquals(before.note, after.note);
        assertEquals(before.flag, after.flag);
        assertEquals(before.lot, after.lot);
        assertEquals(before.version, after.version);
        assertEquals(before.mark, after.mark);
    }

    @Test
    void settersAreFluentAndSeenByGetters() {
        shared.open(true)
                .tiny((byte) 1)
                .small((short) 2)
                .letter('c')
                .count(4)
                .id(5)
                .ratio(6)
                .price(7);
        shared.side(Position.Side.BUY)
                .symbol(CharBuffer.wrap("ab"))
                .note("")
                .flag(true)
                .lot(9)
                .version(10)
                .mark(11);
        assertTrue(shared.open());
        assertEquals(1, shared.tiny());
        assertEquals(2, shared.small());
        assertEquals('c', shared.letter());
        assertEquals(4, shared.count());
        assertEquals(5, shared.id());
        assertEquals(6, shared.ratio());
        assertEquals(7, shared.price());
        assertEquals(Position.Side.BUY, shared.side());
        assertEquals("ab", shared.symbol());
        assertEquals("", shared.note());
        assertTrue(shared.flag());
        assertEquals(9, shared.lot());
        assertEquals(10, shared.version());
        assertEquals(11, shared.mark());
        assertNull(shared.side(null).symbol(null).symbol());
        assertNull(shared.side());
    }

    @Test
    void orderedAccessorsReadAndWriteTheField() {
        assertEquals(3, shared.versionRelease(3).versionAcquire());
        assertEquals(4, shared.versionOpaque(4).versionOpaque());
        assertFalse(shared.compareAndSetVersion(3, 5));
        assertTrue(shared.compareAndSetVersion(4, 5));
        assertEquals(5, shared.getAndAddVersion(10));
        assertEquals(15, shared.version());
        assertTrue(shared.compareAndSetLot(0, -1));
        assertEquals(-1, shared.getAndAddLot(1));
        assertTrue(shared.flagRelease(true).flagAcquire());
        assertFalse(shared.flagOpaque(false).flagOpaque());
        assertEquals(1.5, shared.markRelease(1.5).markAcquire());
        assertEquals(2.5, shared.markOpaque(2.5).markOpaque());
    }

    @Test
    void textKeepsEmojiAndReplacesLoneSurrogates() {
        shared.symbol("\uD83D\uDE00é");
        assertEquals("\uD83D\uDE00é", shared.symbol());
        assertTrue(shared.symbolEquals("\uD83D\uDE00é"));
        shared.symbol("\uDE00a\uD83D");
        assertEquals("?a?", shared.symbol());
        assertTrue(shared.symbolEquals("\uDE00a\uD83D"));
        assertEquals(">?a?", shared.appendSymbolTo(new StringBuilder(">")).toString());
        assertEquals(
                "null", shared.symbol(null).appendSymbolTo(new StringBuilder()).toString());
    }

    @Test
    void textThatDoesNotFitIsRefusedAndNothingWritten() {
        shared.symbol("12345678");
        var refused = assertThrows(IllegalArgumentException.class, () -> shared.symbol("1234567é"));
        assertEquals(
                "field 'symbol' of position takes at most 8 bytes of UTF-8, and this text needs 9: shorten it, or"
                        + " raise @MaxBytes",
                refused.getMessage());
        assertEquals("12345678", shared.symbol());

        Position position = example();
        position.note = "é".repeat(35_001);
        assertThrows(IllegalArgumentException.class, () -> shared.set(position));
        assertEquals(0, shared.id());
        assertEquals("12345678", shared.symbol());
    }

    @Test
    void textThatGrowsWhileItIsWrittenStaysInItsField() {
        shared.symbol("before").note("after");
        assertThrows(IllegalArgumentException.class, () -> shared.symbol(new Growing(9)));
        assertNull(shared.symbol());
        assertEquals("after", shared.note());
    }

    @Test
    void setterCutOffInTheMiddleLeavesNull() {
        shared.symbol("12345678");
        assertThrows(IndexOutOfBoundsException.class, () -> shared.symbol(new Growing(1)));
        assertNull(shared.symbol());
    }

    /** Of two characters, until it is asked for its length the third time; then of nine, but it has only some. */
    private static final class Growing implements CharSequence {
        private final int has;
        private int asked;

        Growing(int has) {
            this.has = has;
        }

        @Override
        public int length() {
            return ++asked < 3 ? 2 : 9;
        }

        @Override
        public char charAt(int index) {
            if (asked >= 3 && index >= has) throw new IndexOutOfBoundsException(index);
            return 'x';
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void nullValueIsRefused() {
        assertThrows(NullPointerException.class, () -> shared.set(null));
        assertThrows(NullPointerException.class, () -> shared.copyFrom(null));
    }

    @Test
    void copyFromCopiesAll() {
        SharedPosition other = SharedPosition.allocate().set(example());
        assertSame(shared, shared.copyFrom(other));
        assertEquals(other.toString(), shared.toString());
        assertTrue(shared.toString().startsWith("SharedPosition[open=true, tiny=-3, small=-300, letter=ß, count="));
    }

    @Test
    void textOfAFlyweightSaysThatItsRegionIsClosed() {
        SharedRegion region = SharedRegion.create(64);
        SharedPosition position = region.struct("position", SharedPosition.TYPE);
        region.close();
        assertEquals("SharedPosition[closed]", position.toString());
    }

    @Test
    void unboundFlyweightRefusesEveryAccess() {
        SharedPosition unbound = new SharedPosition();
        assertFalse(unbound.isBound());
        assertEquals("SharedPosition[unbound]", unbound.toString());
        assertThrows(IllegalStateException.class, unbound::id);
        assertThrows(IllegalStateException.class, unbound::symbol);
        assertThrows(IllegalStateException.class, unbound::side);
        assertThrows(IllegalStateException.class, unbound::get);
        assertThrows(IllegalStateException.class, () -> unbound.id(1));
        assertThrows(IllegalStateException.class, () -> unbound.symbol(null));
        assertThrows(IllegalStateException.class, () -> unbound.set(example()));
        assertThrows(IllegalStateException.class, () -> unbound.copyFrom(shared));
        assertThrows(IllegalStateException.class, () -> shared.copyFrom(unbound));
        StructAccess.unbind(shared);
        assertThrows(IllegalStateException.class, shared::id);
    }

    @Test
    void bindChecksRangeAndAlignment() {
        int size = SharedPosition.LAYOUT.sizeBytes();
        PrivateMemory memory = PrivateMemory.allocate(size + 8L);
        SharedPosition bound = new SharedPosition();
        bound.bind(memory, 8);
        assertThrows(IndexOutOfBoundsException.class, () -> bound.bind(memory, 9));
        assertThrows(IndexOutOfBoundsException.class, () -> bound.bind(memory, -8));
        assertThrows(IndexOutOfBoundsException.class, () -> bound.bind(memory, Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> bound.bind(memory, 4));
        bound.id(77);
        assertEquals(77, RawMemory.getLong(memory.base() + 8 + offset("id")));
    }

    @Test
    void corruptBytesAreAnExceptionOrReplaced() {
        PrivateMemory memory = PrivateMemory.allocate(SharedPosition.LAYOUT.sizeBytes());
        shared.bind(memory, 0);
        RawMemory.putByte(memory.base() + offset("side"), (byte) 3);
        assertTrue(
                assertThrows(CorruptStructException.class, shared::side)
                        .getMessage()
                        .startsWith(
                                "field 'side' of position in private memory holds ordinal 2 of an enum of 2 constants. A later version"));
        assertThrows(CorruptStructException.class, shared::get);

        long symbol = memory.base() + offset("symbol");
        RawMemory.putShort(symbol, (short) 10);
        assertTrue(assertThrows(CorruptStructException.class, shared::symbol)
                .getMessage()
                .contains("length 9 of at most 8 bytes"));
        assertThrows(CorruptStructException.class, () -> shared.symbolEquals("a"));
        assertThrows(CorruptStructException.class, () -> shared.appendSymbolTo(new StringBuilder()));
        RawMemory.putShort(symbol, (short) -1);
        assertThrows(CorruptStructException.class, shared::symbol);

        RawMemory.putInt(memory.base() + offset("note"), Integer.MIN_VALUE);
        assertThrows(CorruptStructException.class, shared::note);

        RawMemory.putShort(symbol, (short) 3);
        RawMemory.putByte(symbol + 2, (byte) 0xED);
        RawMemory.putByte(symbol + 3, (byte) 'a');
        assertEquals("\uFFFDa", shared.symbol());
        assertEquals("+\uFFFDa", shared.appendSymbolTo(new StringBuilder("+")).toString());
    }

    @Test
    void recordGoesThroughItsConstructor() {
        SharedMarket_Quote quote = SharedMarket_Quote.allocate();
        Market.Quote value = new Market.Quote(1, 2, 3, "XETR");
        assertEquals(value, quote.set(value).get());
        assertTrue(quote.compareAndSetSequence(1, 2));
        assertEquals(new Market.Quote(2, 2, 3, null), quote.venue(null).get());
        assertEquals("demo.Market.Quote", SharedMarket_Quote.LAYOUT.name());
    }

    @Test
    void interfaceIsGivenObjectsOfAClassOfItsOwn() {
        SharedMarket_Rated rated = SharedMarket_Rated.allocate();
        assertEquals("name", SharedMarket_Rated.LAYOUT.fields().get(0).name());
        rated.name("Ada").stars(4).quote().bid(1.5);
        Market.Rated value = rated.get();
        assertEquals("Ada4", value.shown());
        assertEquals(1.5, value.quote().bid());
        value.setName("Bob");
        assertEquals(5, value.stars(5).stars());
        assertEquals("Ada", rated.name());
        assertEquals("Bob5", rated.set(value).get().shown());
        value.setName("123456789");
        assertThrows(IllegalArgumentException.class, () -> rated.set(value));
    }

    @Test
    void privateFieldsGoThroughAccessors() {
        Market.Account account = new Market.Account();
        account.setId(5);
        account.owner("Ada");
        account.setClosed(true);
        Market.Account copy = SharedMarket_Account.allocate().set(account).get();
        assertEquals(5, copy.getId());
        assertEquals("Ada", copy.owner());
        assertTrue(copy.isClosed());
    }

    @Test
    void typeTokenReadsAndWrites() {
        var type = SharedPosition.TYPE;
        assertEquals(Position.class, type.valueType());
        assertSame(SharedPosition.LAYOUT, type.layout());
        assertFalse(type.newFlyweight().isBound());
        type.write(shared, example());
        assertEquals("MSFT", type.read(shared).symbol);
    }

    private static int offset(String field) {
        StructField found = SharedPosition.LAYOUT.field(field);
        return Objects.requireNonNull(found).offset();
    }
}
