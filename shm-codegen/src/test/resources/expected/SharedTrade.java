package demo;

import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.TextAccess;
import java.lang.ref.Reference;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * A {@link Trade} in shared memory, or a private one from {@link #allocate()}.
 *
 * <pre>{@code
 * trade version 2 of 70064 bytes, aligned to 8
 * offset    size  type           field
 *      0       8  int64_t        id
 *      8       8  double         price
 *     16       4  int32_t        quantity
 *     20       1  enum8          side { BUY, SELL }
 *     21       1                 (padding)
 *     22      18  text16[16]     symbol
 *     40       8  int64_t        version
 *     48       1  bool8          open
 *     49       3                 (padding)
 *     52       4  int32_t        value
 *     56   70004  text32[70000]  address
 *  70060       4                 (padding)
 * }</pre>
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class SharedTrade extends Struct {
    private static final int ID_OFFSET = 0;

    private static final int PRICE_OFFSET = 8;

    private static final int QUANTITY_OFFSET = 16;

    private static final int SIDE_OFFSET = 20;

    private static final int SYMBOL_OFFSET = 22;

    private static final int VERSION_OFFSET = 40;

    private static final int OPEN_OFFSET = 48;

    private static final int VALUE_OFFSET = 52;

    private static final int ADDRESS_OFFSET = 56;

    private static final int SYMBOL_MAX_BYTES = 16;

    private static final int ADDRESS_MAX_BYTES = 70000;

    /**
     * Where each field lies.
     */
    public static final StructLayout LAYOUT = StructLayout.builder("trade", 2)
            .field("id", FieldType.LONG)
            .field("price", FieldType.DOUBLE)
            .field("quantity", FieldType.INT)
            .enumeration("side", "BUY", "SELL")
            .text("symbol", SYMBOL_MAX_BYTES)
            .field("version", FieldType.LONG)
            .field("open", FieldType.BOOLEAN)
            .field("value", FieldType.INT)
            .text("address", ADDRESS_MAX_BYTES)
            .build();

    /**
     * The token that ties {@link Trade} to this class.
     */
    public static final StructType<Trade, SharedTrade> TYPE = new Type();

    private static final Trade.Side[] SIDE_CONSTANTS = StructAccess.constants(LAYOUT, "side", Trade.Side.class);

    /**
     * Makes a flyweight that is bound to nothing.
     */
    public SharedTrade() {
        super(LAYOUT);
    }

    /**
     * A flyweight with zeroed memory of its own, which no other process sees.
     */
    public static SharedTrade allocate() {
        return StructAccess.allocate(new SharedTrade());
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
    public SharedTrade id(long value) {
        RawMemory.putLong(StructAccess.writeAddress(this) + ID_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code price}; plain mode.
     */
    public double price() {
        double value = RawMemory.getDouble(StructAccess.readAddress(this) + PRICE_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code price}; plain mode.
     */
    public SharedTrade price(double value) {
        RawMemory.putDouble(StructAccess.writeAddress(this) + PRICE_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code quantity}; plain mode.
     */
    public int quantity() {
        int value = RawMemory.getInt(StructAccess.readAddress(this) + QUANTITY_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code quantity}; plain mode.
     */
    public SharedTrade quantity(int value) {
        RawMemory.putInt(StructAccess.writeAddress(this) + QUANTITY_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code side}, which may be null.
     */
    public Trade.Side side() {
        Trade.Side value = StructAccess.enumConstant(this, "side", SIDE_CONSTANTS,
                RawMemory.getByte(StructAccess.readAddress(this) + SIDE_OFFSET) & 0xFF);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code side}, which may be null.
     */
    public SharedTrade side(Trade.Side value) {
        RawMemory.putByte(StructAccess.writeAddress(this) + SIDE_OFFSET, (byte) StructAccess.enumCode(value));
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
     * @throws IllegalArgumentException if the text needs more than 16 bytes of UTF-8; nothing is written then
     */
    public SharedTrade symbol(CharSequence value) {
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
     * Reads {@code version}; volatile mode.
     */
    public long version() {
        long value = RawMemory.getLongVolatile(StructAccess.readAddress(this) + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code version}; volatile mode.
     */
    public SharedTrade version(long value) {
        RawMemory.putLongVolatile(StructAccess.writeAddress(this) + VERSION_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code version}; acquire mode.
     */
    public long versionAcquire() {
        long value = RawMemory.getLongAcquire(StructAccess.readAddress(this) + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code version}; release mode.
     */
    public SharedTrade versionRelease(long value) {
        RawMemory.putLongRelease(StructAccess.writeAddress(this) + VERSION_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code version}; opaque mode.
     */
    public long versionOpaque() {
        long value = RawMemory.getLongOpaque(StructAccess.readAddress(this) + VERSION_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code version}; opaque mode.
     */
    public SharedTrade versionOpaque(long value) {
        RawMemory.putLongOpaque(StructAccess.writeAddress(this) + VERSION_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes {@code version} if it is {@code expected}, in one atomic step; whether it did.
     */
    public boolean compareAndSetVersion(long expected, long value) {
        boolean done = RawMemory.compareAndSetLong(StructAccess.writeAddress(this) + VERSION_OFFSET, expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    /**
     * Adds to {@code version}, in one atomic step; the value before.
     */
    public long getAndAddVersion(long delta) {
        long before = RawMemory.getAndAddLong(StructAccess.writeAddress(this) + VERSION_OFFSET, delta);
        Reference.reachabilityFence(this);
        return before;
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
    public SharedTrade open(boolean value) {
        RawMemory.putByte(StructAccess.writeAddress(this) + OPEN_OFFSET, (byte) (value ? 1 : 0));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code value}; plain mode.
     */
    public int value() {
        int value = RawMemory.getInt(StructAccess.readAddress(this) + VALUE_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code value}; plain mode.
     */
    public SharedTrade value(int value) {
        RawMemory.putInt(StructAccess.writeAddress(this) + VALUE_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code address}, which may be null.
     */
    public String address() {
        String value = TextAccess.get(this, "address", StructAccess.readAddress(this) + ADDRESS_OFFSET, ADDRESS_MAX_BYTES);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code address}, which may be null. A process that dies in here leaves null.
     *
     * @throws IllegalArgumentException if the text needs more than 70000 bytes of UTF-8; nothing is written then
     */
    public SharedTrade address(CharSequence value) {
        TextAccess.set(LAYOUT, "address", StructAccess.writeAddress(this) + ADDRESS_OFFSET, ADDRESS_MAX_BYTES, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Whether {@code address} is what its setter would store for a value; no garbage.
     */
    public boolean addressEquals(CharSequence value) {
        return TextAccess.equals(this, "address", StructAccess.readAddress(this) + ADDRESS_OFFSET, ADDRESS_MAX_BYTES, value);
    }

    /**
     * Appends {@code address} as {@code append(String)} does, without garbage.
     */
    public StringBuilder appendAddressTo(StringBuilder target) {
        TextAccess.append(this, "address", StructAccess.readAddress(this) + ADDRESS_OFFSET, ADDRESS_MAX_BYTES, target);
        return target;
    }

    /**
     * Reads all fields into a new object, one after the other.
     */
    public Trade get() {
        Trade value = new Trade();
        long address = StructAccess.readAddress(this);
        value.id = RawMemory.getLong(address + ID_OFFSET);
        value.price = RawMemory.getDouble(address + PRICE_OFFSET);
        value.quantity = RawMemory.getInt(address + QUANTITY_OFFSET);
        value.side = StructAccess.enumConstant(this, "side", SIDE_CONSTANTS,
                RawMemory.getByte(address + SIDE_OFFSET) & 0xFF);
        value.symbol = TextAccess.get(this, "symbol", address + SYMBOL_OFFSET, SYMBOL_MAX_BYTES);
        value.version = RawMemory.getLongVolatile(address + VERSION_OFFSET);
        boolean open = RawMemory.getByte(address + OPEN_OFFSET) != 0;
        int value_ = RawMemory.getInt(address + VALUE_OFFSET);
        String address_ = TextAccess.get(this, "address", address + ADDRESS_OFFSET, ADDRESS_MAX_BYTES);
        Reference.reachabilityFence(this);
        value.setOpen(open);
        value.value(value_);
        value.setAddress(address_);
        return value;
    }

    /**
     * Writes all fields, one after the other.
     *
     * @throws IllegalArgumentException if a text, number or array does not fit; nothing is written then
     */
    public SharedTrade set(Trade value) {
        Objects.requireNonNull(value, "value");
        if (StructAccess.isOlder(this)) {
            StructAccess.setOlder(this, SharedTrade.allocate().set(value));
            return this;
        }
        String symbol = value.symbol;
        int checkedSymbol = TextAccess.check(LAYOUT, "symbol", SYMBOL_MAX_BYTES, symbol);
        boolean open = value.isOpen();
        int value_ = value.value();
        String address_ = value.getAddress();
        int checkedAddress = TextAccess.check(LAYOUT, "address", ADDRESS_MAX_BYTES, address_);
        long address = StructAccess.writeAddress(this);
        RawMemory.putLong(address + ID_OFFSET, value.id);
        RawMemory.putDouble(address + PRICE_OFFSET, value.price);
        RawMemory.putInt(address + QUANTITY_OFFSET, value.quantity);
        RawMemory.putByte(address + SIDE_OFFSET, (byte) StructAccess.enumCode(value.side));
        TextAccess.put(address + SYMBOL_OFFSET, SYMBOL_MAX_BYTES, symbol, checkedSymbol);
        RawMemory.putLongVolatile(address + VERSION_OFFSET, value.version);
        RawMemory.putByte(address + OPEN_OFFSET, (byte) (open ? 1 : 0));
        RawMemory.putInt(address + VALUE_OFFSET, value_);
        TextAccess.put(address + ADDRESS_OFFSET, ADDRESS_MAX_BYTES, address_, checkedAddress);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Copies all bytes of another one, plain mode; a process that dies in here leaves some.
     */
    public SharedTrade copyFrom(SharedTrade other) {
        StructAccess.copy(other, this);
        return this;
    }

    /**
     * Whether both are of this class and all their fields hold the same; both unbound is the same.
     */
    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        if (!(other instanceof SharedTrade that)) return false;
        if (!isBound() || !that.isBound()) return isBound() == that.isBound();
        if (id() != that.id()) return false;
        if (Double.compare(price(), that.price()) != 0) return false;
        if (quantity() != that.quantity()) return false;
        if (!Objects.equals(side(), that.side())) return false;
        if (!Objects.equals(symbol(), that.symbol())) return false;
        if (version() != that.version()) return false;
        if (open() != that.open()) return false;
        if (value() != that.value()) return false;
        if (!Objects.equals(address(), that.address())) return false;
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
        hash = 31 * hash + Double.hashCode(price());
        hash = 31 * hash + Integer.hashCode(quantity());
        hash = 31 * hash + Objects.hashCode(side());
        hash = 31 * hash + Objects.hashCode(symbol());
        hash = 31 * hash + Long.hashCode(version());
        hash = 31 * hash + Boolean.hashCode(open());
        hash = 31 * hash + Integer.hashCode(value());
        hash = 31 * hash + Objects.hashCode(address());
        return hash;
    }

    @Override
    public String toString() {
        if (!isBound()) return "SharedTrade[" + StructAccess.whyNothing(this) + "]";
        StringBuilder text = new StringBuilder("SharedTrade[");
        text.append("id=").append(id());
        text.append(", price=").append(price());
        text.append(", quantity=").append(quantity());
        text.append(", side=").append(side());
        text.append(", symbol=").append(symbol());
        text.append(", version=").append(version());
        text.append(", open=").append(open());
        text.append(", value=").append(value());
        text.append(", address=").append(address());
        return text.append("]").toString();
    }

    private static final class Type extends StructType<Trade, SharedTrade> {
        private Type() {
            super(Trade.class, LAYOUT);
        }

        @Override
        public SharedTrade newFlyweight() {
            return new SharedTrade();
        }

        @Override
        public Trade read(SharedTrade source) {
            return source.get();
        }

        @Override
        public void write(SharedTrade target, Trade value) {
            target.set(value);
        }

        @Override
        public void check(Trade value) {
            String symbol = value.symbol;
            int checkedSymbol = TextAccess.check(LAYOUT, "symbol", SYMBOL_MAX_BYTES, symbol);
            String address_ = value.getAddress();
            int checkedAddress = TextAccess.check(LAYOUT, "address", ADDRESS_MAX_BYTES, address_);
        }
    }
}
