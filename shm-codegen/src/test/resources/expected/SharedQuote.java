package demo;

import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.TextAccess;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A {@link Quote} in shared memory, or a private one from {@link #allocate()}.
 *
 * <pre>{@code
 * quote version 1 of 48 bytes, aligned to 8
 * offset    size  type       field
 *      0       8  int64_t    id
 *      8       1  bool8      open
 *      9       1             (padding)
 *     10      10  text16[8]  symbol
 *     20       4             (padding)
 *     24      16  double     levels[2]
 *     40       4  int32_t    version
 *     44       4             (padding)
 * }</pre>
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class SharedQuote extends Struct {
    private static final int ID_OFFSET = 0;

    private static final int OPEN_OFFSET = 8;

    private static final int SYMBOL_OFFSET = 10;

    private static final int LEVELS_OFFSET = 24;

    private static final int VERSION_OFFSET = 40;

    private static final int SYMBOL_MAX_BYTES = 8;

    private static final int LEVELS_LENGTH = 2;

    private static final int LEVELS_STRIDE = 8;

    /**
     * Where each field lies.
     */
    public static final StructLayout LAYOUT = StructLayout.builder("quote", 1)
            .field("id", FieldType.LONG)
            .field("open", FieldType.BOOLEAN)
            .text("symbol", SYMBOL_MAX_BYTES)
            .field("levels", FieldType.DOUBLE).length(LEVELS_LENGTH)
            .field("version", FieldType.INT)
            .build();

    /**
     * The token that ties {@link Quote} to this class.
     */
    public static final StructType<Quote, SharedQuote> TYPE = new Type();

    /**
     * Makes a flyweight that is bound to nothing.
     */
    public SharedQuote() {
        super(LAYOUT);
    }

    /**
     * A flyweight with zeroed memory of its own, which no other process sees.
     */
    public static SharedQuote allocate() {
        return StructAccess.allocate(new SharedQuote());
    }

    /**
     * Reads {@code id}; plain mode.
     */
    public long id() {
        long value = RawMemory.getLong(StructAccess.readAddress(this) + ID_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code id}; plain mode.
     */
    public SharedQuote id(long value) {
        RawMemory.putLong(StructAccess.writeAddress(this) + ID_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code open}; plain mode.
     */
    public boolean open() {
        boolean value = RawMemory.getByte(StructAccess.readAddress(this) + OPEN_OFFSET) != 0;
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code open}; plain mode.
     */
    public SharedQuote open(boolean value) {
        RawMemory.putByte(StructAccess.writeAddress(this) + OPEN_OFFSET, (byte) (value ? 1 : 0));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code symbol}, which may be null.
     */
    public String symbol() {
        String value = TextAccess.get(this, "symbol", StructAccess.readAddress(this) + SYMBOL_OFFSET, SYMBOL_MAX_BYTES);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code symbol}, which may be null. A process that dies in here leaves null.
     *
     * @throws IllegalArgumentException if the text needs more than 8 bytes of UTF-8; nothing is written then
     */
    public SharedQuote symbol(CharSequence value) {
        TextAccess.set(LAYOUT, "symbol", StructAccess.writeAddress(this) + SYMBOL_OFFSET, SYMBOL_MAX_BYTES, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Whether {@code symbol} is what its setter would store for a value; no garbage.
     */
    public boolean symbolEquals(CharSequence value) {
        return TextAccess.equals(this, "symbol", StructAccess.readAddress(this) + SYMBOL_OFFSET, SYMBOL_MAX_BYTES, value);
    }

    /**
     * Appends {@code symbol} as {@code append(String)} does, without garbage.
     */
    public StringBuilder appendSymbolTo(StringBuilder target) {
        TextAccess.append(this, "symbol", StructAccess.readAddress(this) + SYMBOL_OFFSET, SYMBOL_MAX_BYTES, target);
        return target;
    }

    /**
     * Reads {@code levels[index]}; plain mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double levels(int index) {
        double value = RawMemory.getDouble(StructAccess.readAddress(this) + StructAccess.element(LEVELS_OFFSET, LEVELS_LENGTH, LEVELS_STRIDE, index));
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code levels[index]}; plain mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public SharedQuote levels(int index, double value) {
        RawMemory.putDouble(StructAccess.writeAddress(this) + StructAccess.element(LEVELS_OFFSET, LEVELS_LENGTH, LEVELS_STRIDE, index), value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code version}; volatile mode.
     */
    public int version() {
        int value = RawMemory.getIntVolatile(StructAccess.readAddress(this) + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code version}; volatile mode.
     */
    public SharedQuote version(int value) {
        RawMemory.putIntVolatile(StructAccess.writeAddress(this) + VERSION_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code version}; acquire mode.
     */
    public int versionAcquire() {
        int value = RawMemory.getIntAcquire(StructAccess.readAddress(this) + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code version}; release mode.
     */
    public SharedQuote versionRelease(int value) {
        RawMemory.putIntRelease(StructAccess.writeAddress(this) + VERSION_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code version}; opaque mode.
     */
    public int versionOpaque() {
        int value = RawMemory.getIntOpaque(StructAccess.readAddress(this) + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code version}; opaque mode.
     */
    public SharedQuote versionOpaque(int value) {
        RawMemory.putIntOpaque(StructAccess.writeAddress(this) + VERSION_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes {@code version} if it is {@code expected}, in one atomic step; whether it did.
     */
    public boolean compareAndSetVersion(int expected, int value) {
        boolean done = RawMemory.compareAndSetInt(StructAccess.writeAddress(this) + VERSION_OFFSET, expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    /**
     * Adds to {@code version}, in one atomic step; the value before.
     */
    public int getAndAddVersion(int delta) {
        int before = RawMemory.getAndAddInt(StructAccess.writeAddress(this) + VERSION_OFFSET, delta);
        Reference.reachabilityFence(this);
        return before;
    }

    /**
     * Reads all fields into a new object, one after the other.
     */
    public Quote get() {
        Value value = new Value();
        long address = StructAccess.readAddress(this);
        value.id = RawMemory.getLong(address + ID_OFFSET);
        value.open = RawMemory.getByte(address + OPEN_OFFSET) != 0;
        value.symbol = TextAccess.get(this, "symbol", address + SYMBOL_OFFSET, SYMBOL_MAX_BYTES);
        value.levels = new double[LEVELS_LENGTH];
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            value.levels[i] = RawMemory.getDouble(address + LEVELS_OFFSET + (long) i * LEVELS_STRIDE);
        }
        value.version = RawMemory.getIntVolatile(address + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes all fields, one after the other.
     *
     * @throws IllegalArgumentException if a text, number or array does not fit; nothing is written then
     */
    public SharedQuote set(Quote value) {
        Objects.requireNonNull(value, "value");
        long id = value.getId();
        boolean open = value.isOpen();
        String symbol = value.symbol();
        int checkedSymbol = TextAccess.check(LAYOUT, "symbol", SYMBOL_MAX_BYTES, symbol);
        double[] levels = value.levels();
        if (levels != null) StructAccess.checkLength(LAYOUT, "levels", LEVELS_LENGTH, levels.length);
        int version = value.version();
        long address = StructAccess.writeAddress(this);
        RawMemory.putLong(address + ID_OFFSET, id);
        RawMemory.putByte(address + OPEN_OFFSET, (byte) (open ? 1 : 0));
        TextAccess.put(address + SYMBOL_OFFSET, SYMBOL_MAX_BYTES, symbol, checkedSymbol);
        if (levels == null) {
            RawMemory.zero(address + LEVELS_OFFSET, (long) LEVELS_LENGTH * LEVELS_STRIDE);
        } else {
            for (int i = 0; i < LEVELS_LENGTH; i++) {
                RawMemory.putDouble(address + LEVELS_OFFSET + (long) i * LEVELS_STRIDE, levels[i]);
            }
        }
        RawMemory.putIntVolatile(address + VERSION_OFFSET, version);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Copies all bytes of another one, plain mode; a process that dies in here leaves some.
     */
    public SharedQuote copyFrom(SharedQuote other) {
        StructAccess.copy(other, this);
        return this;
    }

    /**
     * Whether both are of this class and all their fields hold the same; both unbound is the same.
     */
    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        if (!(other instanceof SharedQuote that)) return false;
        if (!isBound() || !that.isBound()) return isBound() == that.isBound();
        if (id() != that.id()) return false;
        if (open() != that.open()) return false;
        if (!Objects.equals(symbol(), that.symbol())) return false;
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            if (Double.compare(levels(i), that.levels(i)) != 0) return false;
        }
        if (version() != that.version()) return false;
        return true;
    }

    /**
     * Of what the fields hold now, so no key for a hash map while they change.
     */
    @Override
    public int hashCode() {
        if (!isBound()) return 0;
        int hash = 1;
        hash = 31 * hash + Long.hashCode(id());
        hash = 31 * hash + Boolean.hashCode(open());
        hash = 31 * hash + Objects.hashCode(symbol());
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            hash = 31 * hash + Double.hashCode(levels(i));
        }
        hash = 31 * hash + Integer.hashCode(version());
        return hash;
    }

    @Override
    public String toString() {
        if (!isBound()) return "SharedQuote[" + StructAccess.whyNothing(this) + "]";
        StringBuilder text = new StringBuilder("SharedQuote[");
        text.append("id=").append(id());
        text.append(", open=").append(open());
        text.append(", symbol=").append(symbol());
        text.append(", levels=[");
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            text.append(i == 0 ? "" : ", ").append(levels(i));
        }
        text.append("], version=").append(version());
        return text.append("]").toString();
    }

    @SuppressWarnings("serial")
    private static final class Value implements Quote {
        private long id;

        private boolean open;

        private String symbol;

        private double[] levels;

        private int version;

        @Override
        public long getId() {
            return this.id;
        }

        @Override
        public boolean isOpen() {
            return this.open;
        }

        @Override
        public String symbol() {
            return this.symbol;
        }

        @Override
        public double[] levels() {
            return this.levels;
        }

        @Override
        public int version() {
            return this.version;
        }

        @Override
        public void setId(long value) {
            this.id = value;
        }

        @Override
        public Quote symbol(String value) {
            this.symbol = value;
            return this;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value that
                    && Arrays.deepEquals(new Object[] {this.id, this.open, this.symbol, this.levels, this.version},
                    new Object[] {that.id, that.open, that.symbol, that.levels, that.version});
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(new Object[] {this.id, this.open, this.symbol, this.levels, this.version});
        }

        @Override
        public String toString() {
            return "Quote" + Arrays.deepToString(new Object[] {this.id, this.open, this.symbol, this.levels, this.version});
        }
    }

    private static final class Type extends StructType<Quote, SharedQuote> {
        private Type() {
            super(Quote.class, LAYOUT);
        }

        @Override
        public SharedQuote newFlyweight() {
            return new SharedQuote();
        }

        @Override
        public Quote read(SharedQuote source) {
            return source.get();
        }

        @Override
        public void write(SharedQuote target, Quote value) {
            target.set(value);
        }

        @Override
        public void check(Quote value) {
            String symbol = value.symbol();
            int checkedSymbol = TextAccess.check(LAYOUT, "symbol", SYMBOL_MAX_BYTES, symbol);
            double[] levels = value.levels();
            if (levels != null) StructAccess.checkLength(LAYOUT, "levels", LEVELS_LENGTH, levels.length);
        }
    }
}
