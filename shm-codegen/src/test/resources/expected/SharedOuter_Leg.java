import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.TextAccess;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.annotation.processing.Generated;

/**
 * A {@link Outer.Leg} in shared memory, or a private one from {@link #allocate()}.
 *
 * <pre>{@code
 * Outer.Leg version 1 of 64 bytes, aligned to 8
 * offset    size  type       field
 *      0       1  bool8      flag
 *      1       1  int8_t     small
 *      2       2  int16_t    medium
 *      4       2  char16_t   letter
 *      6       2             (padding)
 *      8       4  int32_t    count
 *     12       4             (padding)
 *     16       8  int64_t    total
 *     24       4  float      ratio
 *     28       4             (padding)
 *     32       8  double     weight
 *     40       1  int8_t     plainByte
 *     41       1             (padding)
 *     42       2  int16_t    plainShort
 *     44       2  char16_t   plainChar
 *     46       2             (padding)
 *     48       4  float      plainFloat
 *     52       1  enum8      unit { NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS }
 *     53       1             (padding)
 *     54       6  text16[3]  venueCode
 *     60       4             (padding)
 * }</pre>
 *
 * <p>Not public, because {@link Outer.Leg} is not.
 */
@Generated("dev.shm.codegen.ShmProcessor")
final class SharedOuter_Leg extends Struct {
    private static final int FLAG_OFFSET = 0;

    private static final int SMALL_OFFSET = 1;

    private static final int MEDIUM_OFFSET = 2;

    private static final int LETTER_OFFSET = 4;

    private static final int COUNT_OFFSET = 8;

    private static final int TOTAL_OFFSET = 16;

    private static final int RATIO_OFFSET = 24;

    private static final int WEIGHT_OFFSET = 32;

    private static final int PLAIN_BYTE_OFFSET = 40;

    private static final int PLAIN_SHORT_OFFSET = 42;

    private static final int PLAIN_CHAR_OFFSET = 44;

    private static final int PLAIN_FLOAT_OFFSET = 48;

    private static final int UNIT_OFFSET = 52;

    private static final int VENUE_CODE_OFFSET = 54;

    private static final int VENUE_CODE_MAX_BYTES = 3;

    /**
     * Where each field lies.
     */
    public static final StructLayout LAYOUT = StructLayout.builder("Outer.Leg", 1)
            .field("flag", FieldType.BOOLEAN)
            .field("small", FieldType.BYTE)
            .field("medium", FieldType.SHORT)
            .field("letter", FieldType.CHAR)
            .field("count", FieldType.INT)
            .field("total", FieldType.LONG)
            .field("ratio", FieldType.FLOAT)
            .field("weight", FieldType.DOUBLE)
            .field("plainByte", FieldType.BYTE)
            .field("plainShort", FieldType.SHORT)
            .field("plainChar", FieldType.CHAR)
            .field("plainFloat", FieldType.FLOAT)
            .enumeration("unit", "NANOSECONDS", "MICROSECONDS", "MILLISECONDS", "SECONDS", "MINUTES", "HOURS", "DAYS")
            .text("venueCode", VENUE_CODE_MAX_BYTES)
            .build();

    /**
     * The token that ties {@link Outer.Leg} to this class.
     */
    public static final StructType<Outer.Leg, SharedOuter_Leg> TYPE = new Type();

    private static final TimeUnit[] TIME_UNIT_CONSTANTS = StructAccess.constants(LAYOUT, "unit", TimeUnit.class);

    /**
     * Makes a flyweight that is bound to nothing.
     */
    public SharedOuter_Leg() {
        super(LAYOUT);
    }

    /**
     * A flyweight with zeroed memory of its own, which no other process sees.
     */
    public static SharedOuter_Leg allocate() {
        return StructAccess.allocate(new SharedOuter_Leg());
    }

    /**
     * Reads {@code flag}; volatile mode.
     */
    public boolean flag() {
        boolean value = RawMemory.getByteVolatile(StructAccess.readAddress(this) + FLAG_OFFSET) != 0;
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code flag}; volatile mode.
     */
    public SharedOuter_Leg flag(boolean value) {
        RawMemory.putByteVolatile(StructAccess.writeAddress(this) + FLAG_OFFSET, (byte) (value ? 1 : 0));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code flag}; acquire mode.
     */
    public boolean flagAcquire() {
        boolean value = RawMemory.getByteAcquire(StructAccess.readAddress(this) + FLAG_OFFSET) != 0;
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code flag}; release mode.
     */
    public SharedOuter_Leg flagRelease(boolean value) {
        RawMemory.putByteRelease(StructAccess.writeAddress(this) + FLAG_OFFSET, (byte) (value ? 1 : 0));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code flag}; opaque mode.
     */
    public boolean flagOpaque() {
        boolean value = RawMemory.getByteOpaque(StructAccess.readAddress(this) + FLAG_OFFSET) != 0;
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code flag}; opaque mode.
     */
    public SharedOuter_Leg flagOpaque(boolean value) {
        RawMemory.putByteOpaque(StructAccess.writeAddress(this) + FLAG_OFFSET, (byte) (value ? 1 : 0));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code small}; volatile mode.
     */
    public byte small() {
        byte value = RawMemory.getByteVolatile(StructAccess.readAddress(this) + SMALL_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code small}; volatile mode.
     */
    public SharedOuter_Leg small(byte value) {
        RawMemory.putByteVolatile(StructAccess.writeAddress(this) + SMALL_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code small}; acquire mode.
     */
    public byte smallAcquire() {
        byte value = RawMemory.getByteAcquire(StructAccess.readAddress(this) + SMALL_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code small}; release mode.
     */
    public SharedOuter_Leg smallRelease(byte value) {
        RawMemory.putByteRelease(StructAccess.writeAddress(this) + SMALL_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code small}; opaque mode.
     */
    public byte smallOpaque() {
        byte value = RawMemory.getByteOpaque(StructAccess.readAddress(this) + SMALL_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code small}; opaque mode.
     */
    public SharedOuter_Leg smallOpaque(byte value) {
        RawMemory.putByteOpaque(StructAccess.writeAddress(this) + SMALL_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code medium}; volatile mode.
     */
    public short medium() {
        short value = RawMemory.getShortVolatile(StructAccess.readAddress(this) + MEDIUM_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code medium}; volatile mode.
     */
    public SharedOuter_Leg medium(short value) {
        RawMemory.putShortVolatile(StructAccess.writeAddress(this) + MEDIUM_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code medium}; acquire mode.
     */
    public short mediumAcquire() {
        short value = RawMemory.getShortAcquire(StructAccess.readAddress(this) + MEDIUM_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code medium}; release mode.
     */
    public SharedOuter_Leg mediumRelease(short value) {
        RawMemory.putShortRelease(StructAccess.writeAddress(this) + MEDIUM_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code medium}; opaque mode.
     */
    public short mediumOpaque() {
        short value = RawMemory.getShortOpaque(StructAccess.readAddress(this) + MEDIUM_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code medium}; opaque mode.
     */
    public SharedOuter_Leg mediumOpaque(short value) {
        RawMemory.putShortOpaque(StructAccess.writeAddress(this) + MEDIUM_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code letter}; volatile mode.
     */
    public char letter() {
        char value = RawMemory.getCharVolatile(StructAccess.readAddress(this) + LETTER_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code letter}; volatile mode.
     */
    public SharedOuter_Leg letter(char value) {
        RawMemory.putCharVolatile(StructAccess.writeAddress(this) + LETTER_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code letter}; acquire mode.
     */
    public char letterAcquire() {
        char value = RawMemory.getCharAcquire(StructAccess.readAddress(this) + LETTER_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code letter}; release mode.
     */
    public SharedOuter_Leg letterRelease(char value) {
        RawMemory.putCharRelease(StructAccess.writeAddress(this) + LETTER_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code letter}; opaque mode.
     */
    public char letterOpaque() {
        char value = RawMemory.getCharOpaque(StructAccess.readAddress(this) + LETTER_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code letter}; opaque mode.
     */
    public SharedOuter_Leg letterOpaque(char value) {
        RawMemory.putCharOpaque(StructAccess.writeAddress(this) + LETTER_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code count}; volatile mode.
     */
    public int count() {
        int value = RawMemory.getIntVolatile(StructAccess.readAddress(this) + COUNT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code count}; volatile mode.
     */
    public SharedOuter_Leg count(int value) {
        RawMemory.putIntVolatile(StructAccess.writeAddress(this) + COUNT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code count}; acquire mode.
     */
    public int countAcquire() {
        int value = RawMemory.getIntAcquire(StructAccess.readAddress(this) + COUNT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code count}; release mode.
     */
    public SharedOuter_Leg countRelease(int value) {
        RawMemory.putIntRelease(StructAccess.writeAddress(this) + COUNT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code count}; opaque mode.
     */
    public int countOpaque() {
        int value = RawMemory.getIntOpaque(StructAccess.readAddress(this) + COUNT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code count}; opaque mode.
     */
    public SharedOuter_Leg countOpaque(int value) {
        RawMemory.putIntOpaque(StructAccess.writeAddress(this) + COUNT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes {@code count} if it is {@code expected}, in one atomic step; whether it did.
     */
    public boolean compareAndSetCount(int expected, int value) {
        boolean done = RawMemory.compareAndSetInt(StructAccess.writeAddress(this) + COUNT_OFFSET, expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    /**
     * Adds to {@code count}, in one atomic step; the value before.
     */
    public int getAndAddCount(int delta) {
        int before = RawMemory.getAndAddInt(StructAccess.writeAddress(this) + COUNT_OFFSET, delta);
        Reference.reachabilityFence(this);
        return before;
    }

    /**
     * Reads {@code total}; volatile mode.
     */
    public long total() {
        long value = RawMemory.getLongVolatile(StructAccess.readAddress(this) + TOTAL_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code total}; volatile mode.
     */
    public SharedOuter_Leg total(long value) {
        RawMemory.putLongVolatile(StructAccess.writeAddress(this) + TOTAL_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code total}; acquire mode.
     */
    public long totalAcquire() {
        long value = RawMemory.getLongAcquire(StructAccess.readAddress(this) + TOTAL_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code total}; release mode.
     */
    public SharedOuter_Leg totalRelease(long value) {
        RawMemory.putLongRelease(StructAccess.writeAddress(this) + TOTAL_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code total}; opaque mode.
     */
    public long totalOpaque() {
        long value = RawMemory.getLongOpaque(StructAccess.readAddress(this) + TOTAL_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code total}; opaque mode.
     */
    public SharedOuter_Leg totalOpaque(long value) {
        RawMemory.putLongOpaque(StructAccess.writeAddress(this) + TOTAL_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes {@code total} if it is {@code expected}, in one atomic step; whether it did.
     */
    public boolean compareAndSetTotal(long expected, long value) {
        boolean done = RawMemory.compareAndSetLong(StructAccess.writeAddress(this) + TOTAL_OFFSET, expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    /**
     * Adds to {@code total}, in one atomic step; the value before.
     */
    public long getAndAddTotal(long delta) {
        long before = RawMemory.getAndAddLong(StructAccess.writeAddress(this) + TOTAL_OFFSET, delta);
        Reference.reachabilityFence(this);
        return before;
    }

    /**
     * Reads {@code ratio}; volatile mode.
     */
    public float ratio() {
        float value = RawMemory.getFloatVolatile(StructAccess.readAddress(this) + RATIO_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code ratio}; volatile mode.
     */
    public SharedOuter_Leg ratio(float value) {
        RawMemory.putFloatVolatile(StructAccess.writeAddress(this) + RATIO_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code ratio}; acquire mode.
     */
    public float ratioAcquire() {
        float value = RawMemory.getFloatAcquire(StructAccess.readAddress(this) + RATIO_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code ratio}; release mode.
     */
    public SharedOuter_Leg ratioRelease(float value) {
        RawMemory.putFloatRelease(StructAccess.writeAddress(this) + RATIO_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code ratio}; opaque mode.
     */
    public float ratioOpaque() {
        float value = RawMemory.getFloatOpaque(StructAccess.readAddress(this) + RATIO_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code ratio}; opaque mode.
     */
    public SharedOuter_Leg ratioOpaque(float value) {
        RawMemory.putFloatOpaque(StructAccess.writeAddress(this) + RATIO_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code weight}; volatile mode.
     */
    public double weight() {
        double value = RawMemory.getDoubleVolatile(StructAccess.readAddress(this) + WEIGHT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code weight}; volatile mode.
     */
    public SharedOuter_Leg weight(double value) {
        RawMemory.putDoubleVolatile(StructAccess.writeAddress(this) + WEIGHT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code weight}; acquire mode.
     */
    public double weightAcquire() {
        double value = RawMemory.getDoubleAcquire(StructAccess.readAddress(this) + WEIGHT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code weight}; release mode.
     */
    public SharedOuter_Leg weightRelease(double value) {
        RawMemory.putDoubleRelease(StructAccess.writeAddress(this) + WEIGHT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code weight}; opaque mode.
     */
    public double weightOpaque() {
        double value = RawMemory.getDoubleOpaque(StructAccess.readAddress(this) + WEIGHT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code weight}; opaque mode.
     */
    public SharedOuter_Leg weightOpaque(double value) {
        RawMemory.putDoubleOpaque(StructAccess.writeAddress(this) + WEIGHT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code plainByte}; plain mode.
     */
    public byte plainByte() {
        byte value = RawMemory.getByte(StructAccess.readAddress(this) + PLAIN_BYTE_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code plainByte}; plain mode.
     */
    public SharedOuter_Leg plainByte(byte value) {
        RawMemory.putByte(StructAccess.writeAddress(this) + PLAIN_BYTE_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code plainShort}; plain mode.
     */
    public short plainShort() {
        short value = RawMemory.getShort(StructAccess.readAddress(this) + PLAIN_SHORT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code plainShort}; plain mode.
     */
    public SharedOuter_Leg plainShort(short value) {
        RawMemory.putShort(StructAccess.writeAddress(this) + PLAIN_SHORT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code plainChar}; plain mode.
     */
    public char plainChar() {
        char value = RawMemory.getChar(StructAccess.readAddress(this) + PLAIN_CHAR_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code plainChar}; plain mode.
     */
    public SharedOuter_Leg plainChar(char value) {
        RawMemory.putChar(StructAccess.writeAddress(this) + PLAIN_CHAR_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code plainFloat}; plain mode.
     */
    public float plainFloat() {
        float value = RawMemory.getFloat(StructAccess.readAddress(this) + PLAIN_FLOAT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code plainFloat}; plain mode.
     */
    public SharedOuter_Leg plainFloat(float value) {
        RawMemory.putFloat(StructAccess.writeAddress(this) + PLAIN_FLOAT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code unit}, which may be null.
     */
    public TimeUnit unit() {
        TimeUnit value = StructAccess.enumConstant(this, "unit", TIME_UNIT_CONSTANTS,
                RawMemory.getByte(StructAccess.readAddress(this) + UNIT_OFFSET) & 0xFF);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code unit}, which may be null.
     */
    public SharedOuter_Leg unit(TimeUnit value) {
        RawMemory.putByte(StructAccess.writeAddress(this) + UNIT_OFFSET, (byte) StructAccess.enumCode(value));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code venueCode}, which may be null.
     */
    public String venueCode() {
        String value = TextAccess.get(this, "venueCode", StructAccess.readAddress(this) + VENUE_CODE_OFFSET, VENUE_CODE_MAX_BYTES);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code venueCode}, which may be null. A process that dies in here leaves null.
     *
     * @throws IllegalArgumentException if the text needs more than 3 bytes of UTF-8; nothing is written then
     */
    public SharedOuter_Leg venueCode(CharSequence value) {
        TextAccess.set(LAYOUT, "venueCode", StructAccess.writeAddress(this) + VENUE_CODE_OFFSET, VENUE_CODE_MAX_BYTES, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Whether {@code venueCode} is what its setter would store for a value; no garbage.
     */
    public boolean venueCodeEquals(CharSequence value) {
        return TextAccess.equals(this, "venueCode", StructAccess.readAddress(this) + VENUE_CODE_OFFSET, VENUE_CODE_MAX_BYTES, value);
    }

    /**
     * Appends {@code venueCode} as {@code append(String)} does, without garbage.
     */
    public StringBuilder appendVenueCodeTo(StringBuilder target) {
        TextAccess.append(this, "venueCode", StructAccess.readAddress(this) + VENUE_CODE_OFFSET, VENUE_CODE_MAX_BYTES, target);
        return target;
    }

    /**
     * Reads all fields into a new object, one after the other.
     */
    public Outer.Leg get() {
        long address = StructAccess.readAddress(this);
        boolean flag = RawMemory.getByteVolatile(address + FLAG_OFFSET) != 0;
        byte small = RawMemory.getByteVolatile(address + SMALL_OFFSET);
        short medium = RawMemory.getShortVolatile(address + MEDIUM_OFFSET);
        char letter = RawMemory.getCharVolatile(address + LETTER_OFFSET);
        int count = RawMemory.getIntVolatile(address + COUNT_OFFSET);
        long total = RawMemory.getLongVolatile(address + TOTAL_OFFSET);
        float ratio = RawMemory.getFloatVolatile(address + RATIO_OFFSET);
        double weight = RawMemory.getDoubleVolatile(address + WEIGHT_OFFSET);
        byte plainByte = RawMemory.getByte(address + PLAIN_BYTE_OFFSET);
        short plainShort = RawMemory.getShort(address + PLAIN_SHORT_OFFSET);
        char plainChar = RawMemory.getChar(address + PLAIN_CHAR_OFFSET);
        float plainFloat = RawMemory.getFloat(address + PLAIN_FLOAT_OFFSET);
        TimeUnit unit = StructAccess.enumConstant(this, "unit", TIME_UNIT_CONSTANTS,
                RawMemory.getByte(address + UNIT_OFFSET) & 0xFF);
        String venueCode = TextAccess.get(this, "venueCode", address + VENUE_CODE_OFFSET, VENUE_CODE_MAX_BYTES);
        Reference.reachabilityFence(this);
        return new Outer.Leg(flag, small, medium, letter, count, total, ratio, weight, plainByte, plainShort, plainChar, plainFloat, unit, venueCode);
    }

    /**
     * Writes all fields, one after the other.
     *
     * @throws IllegalArgumentException if a text, number or array does not fit; nothing is written then
     */
    public SharedOuter_Leg set(Outer.Leg value) {
        Objects.requireNonNull(value, "value");
        boolean flag = value.flag();
        byte small = value.small();
        short medium = value.medium();
        char letter = value.letter();
        int count = value.count();
        long total = value.total();
        float ratio = value.ratio();
        double weight = value.weight();
        byte plainByte = value.plainByte();
        short plainShort = value.plainShort();
        char plainChar = value.plainChar();
        float plainFloat = value.plainFloat();
        TimeUnit unit = value.unit();
        String venueCode = value.venueCode();
        int checkedVenueCode = TextAccess.check(LAYOUT, "venueCode", VENUE_CODE_MAX_BYTES, venueCode);
        long address = StructAccess.writeAddress(this);
        RawMemory.putByteVolatile(address + FLAG_OFFSET, (byte) (flag ? 1 : 0));
        RawMemory.putByteVolatile(address + SMALL_OFFSET, small);
        RawMemory.putShortVolatile(address + MEDIUM_OFFSET, medium);
        RawMemory.putCharVolatile(address + LETTER_OFFSET, letter);
        RawMemory.putIntVolatile(address + COUNT_OFFSET, count);
        RawMemory.putLongVolatile(address + TOTAL_OFFSET, total);
        RawMemory.putFloatVolatile(address + RATIO_OFFSET, ratio);
        RawMemory.putDoubleVolatile(address + WEIGHT_OFFSET, weight);
        RawMemory.putByte(address + PLAIN_BYTE_OFFSET, plainByte);
        RawMemory.putShort(address + PLAIN_SHORT_OFFSET, plainShort);
        RawMemory.putChar(address + PLAIN_CHAR_OFFSET, plainChar);
        RawMemory.putFloat(address + PLAIN_FLOAT_OFFSET, plainFloat);
        RawMemory.putByte(address + UNIT_OFFSET, (byte) StructAccess.enumCode(unit));
        TextAccess.put(address + VENUE_CODE_OFFSET, VENUE_CODE_MAX_BYTES, venueCode, checkedVenueCode);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Copies all bytes of another one, plain mode; a process that dies in here leaves some.
     */
    public SharedOuter_Leg copyFrom(SharedOuter_Leg other) {
        StructAccess.copy(other, this);
        return this;
    }

    /**
     * Whether both are of this class and all their fields hold the same; both unbound is the same.
     */
    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        if (!(other instanceof SharedOuter_Leg that)) return false;
        if (!isBound() || !that.isBound()) return isBound() == that.isBound();
        if (flag() != that.flag()) return false;
        if (small() != that.small()) return false;
        if (medium() != that.medium()) return false;
        if (letter() != that.letter()) return false;
        if (count() != that.count()) return false;
        if (total() != that.total()) return false;
        if (Float.compare(ratio(), that.ratio()) != 0) return false;
        if (Double.compare(weight(), that.weight()) != 0) return false;
        if (plainByte() != that.plainByte()) return false;
        if (plainShort() != that.plainShort()) return false;
        if (plainChar() != that.plainChar()) return false;
        if (Float.compare(plainFloat(), that.plainFloat()) != 0) return false;
        if (!Objects.equals(unit(), that.unit())) return false;
        if (!Objects.equals(venueCode(), that.venueCode())) return false;
        return true;
    }

    /**
     * Of what the fields hold now, so no key for a hash map while they change.
     */
    @Override
    public int hashCode() {
        if (!isBound()) return 0;
        int hash = 1;
        hash = 31 * hash + Boolean.hashCode(flag());
        hash = 31 * hash + Byte.hashCode(small());
        hash = 31 * hash + Short.hashCode(medium());
        hash = 31 * hash + Character.hashCode(letter());
        hash = 31 * hash + Integer.hashCode(count());
        hash = 31 * hash + Long.hashCode(total());
        hash = 31 * hash + Float.hashCode(ratio());
        hash = 31 * hash + Double.hashCode(weight());
        hash = 31 * hash + Byte.hashCode(plainByte());
        hash = 31 * hash + Short.hashCode(plainShort());
        hash = 31 * hash + Character.hashCode(plainChar());
        hash = 31 * hash + Float.hashCode(plainFloat());
        hash = 31 * hash + Objects.hashCode(unit());
        hash = 31 * hash + Objects.hashCode(venueCode());
        return hash;
    }

    @Override
    public String toString() {
        if (!isBound()) return "SharedOuter_Leg[" + StructAccess.whyNothing(this) + "]";
        StringBuilder text = new StringBuilder("SharedOuter_Leg[");
        text.append("flag=").append(flag());
        text.append(", small=").append(small());
        text.append(", medium=").append(medium());
        text.append(", letter=").append(letter());
        text.append(", count=").append(count());
        text.append(", total=").append(total());
        text.append(", ratio=").append(ratio());
        text.append(", weight=").append(weight());
        text.append(", plainByte=").append(plainByte());
        text.append(", plainShort=").append(plainShort());
        text.append(", plainChar=").append(plainChar());
        text.append(", plainFloat=").append(plainFloat());
        text.append(", unit=").append(unit());
        text.append(", venueCode=").append(venueCode());
        return text.append("]").toString();
    }

    private static final class Type extends StructType<Outer.Leg, SharedOuter_Leg> {
        private Type() {
            super(Outer.Leg.class, LAYOUT);
        }

        @Override
        public SharedOuter_Leg newFlyweight() {
            return new SharedOuter_Leg();
        }

        @Override
        public Outer.Leg read(SharedOuter_Leg source) {
            return source.get();
        }

        @Override
        public void write(SharedOuter_Leg target, Outer.Leg value) {
            target.set(value);
        }

        @Override
        public void check(Outer.Leg value) {
            String venueCode = value.venueCode();
            int checkedVenueCode = TextAccess.check(LAYOUT, "venueCode", VENUE_CODE_MAX_BYTES, venueCode);
        }
    }
}
