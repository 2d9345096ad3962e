package demo;

import dev.shm.memory.RawMemory;
import dev.shm.struct.BoxedAccess;
import dev.shm.struct.BytesAccess;
import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.TextAccess;
import dev.shm.struct.ValueAccess;
import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * A {@link Basket} in shared memory, or a private one from {@link #allocate()}.
 *
 * <pre>{@code
 * basket version 1 of 216 bytes, aligned to 8
 * offset    size  type         field
 *      0      24  uuid         id
 *     24      16  instant      at
 *     40       8  date64       settles
 *     48      16  decimal64    price scale 4
 *     64       8  int32_t?     rank
 *     72      12  struct leg   hedge
 *     +0       4    int32_t    ratio
 *     +4       8    text16[6]  venue
 *     84      24  struct leg   legs[2]
 *     +0       4    int32_t    ratio
 *     +4       8    text16[6]  venue
 *    108       4               (padding)
 *    112      32  double       levels[4]
 *    144       2  enum8        sides[2] { BUY, SELL }
 *    146      30  text16[8]    tags[3]
 *    176      16  int64_t      counters[2]
 *    192      18  bytes16[16]  data
 *    210       6               (padding)
 * }</pre>
 */
@Generated("dev.shm.codegen.ShmProcessor")
public final class SharedBasket extends Struct {
    private static final int ID_OFFSET = 0;

    private static final int AT_OFFSET = 24;

    private static final int SETTLES_OFFSET = 40;

    private static final int PRICE_OFFSET = 48;

    private static final int RANK_OFFSET = 64;

    private static final int HEDGE_OFFSET = 72;

    private static final int LEGS_OFFSET = 84;

    private static final int LEVELS_OFFSET = 112;

    private static final int SIDES_OFFSET = 144;

    private static final int TAGS_OFFSET = 146;

    private static final int COUNTERS_OFFSET = 176;

    private static final int DATA_OFFSET = 192;

    private static final int PRICE_SCALE = 4;

    private static final int LEGS_LENGTH = 2;

    private static final int LEGS_STRIDE = 12;

    private static final int LEVELS_LENGTH = 4;

    private static final int LEVELS_STRIDE = 8;

    private static final int SIDES_LENGTH = 2;

    private static final int SIDES_STRIDE = 1;

    private static final int TAGS_LENGTH = 3;

    private static final int TAGS_STRIDE = 10;

    private static final int TAGS_MAX_BYTES = 8;

    private static final int COUNTERS_LENGTH = 2;

    private static final int COUNTERS_STRIDE = 8;

    private static final int DATA_MAX_BYTES = 16;

    /**
     * Where each field lies.
     */
    public static final StructLayout LAYOUT = StructAccess.verified(
        StructLayout.builder("basket", 1)
                .field("id", FieldType.UUID)
                .field("at", FieldType.INSTANT)
                .field("settles", FieldType.DATE)
                .decimal("price", PRICE_SCALE)
                .optional("rank", FieldType.INT)
                .struct("hedge", SharedBasket_Leg.LAYOUT)
                .struct("legs", SharedBasket_Leg.LAYOUT).length(LEGS_LENGTH)
                .field("levels", FieldType.DOUBLE).length(LEVELS_LENGTH)
                .enumeration("sides", "BUY", "SELL").length(SIDES_LENGTH)
                .text("tags", TAGS_MAX_BYTES).length(TAGS_LENGTH)
                .field("counters", FieldType.LONG).length(COUNTERS_LENGTH)
                .bytes("data", DATA_MAX_BYTES)
                .build(),
        0x50e8d021947e49feL);

    /**
     * The token that ties {@link Basket} to this class.
     */
    public static final StructType<Basket, SharedBasket> TYPE = new Type();

    private static final Basket.Side[] SIDE_CONSTANTS = StructAccess.constants(LAYOUT, "sides", Basket.Side.class);

    private SharedBasket_Leg hedgeView;

    private final SharedBasket_Leg[] legsViews = new SharedBasket_Leg[LEGS_LENGTH];

    /**
     * Makes a flyweight that is bound to nothing.
     */
    public SharedBasket() {
        super(LAYOUT);
    }

    /**
     * A flyweight with zeroed memory of its own, which no other process sees.
     */
    public static SharedBasket allocate() {
        return StructAccess.allocate(new SharedBasket());
    }

    /**
     * Reads {@code id}, which may be null.
     */
    public UUID id() {
        UUID value = ValueAccess.getUuid(StructAccess.readAddress(this) + ID_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code id}, which may be null.
     */
    public SharedBasket id(UUID value) {
        ValueAccess.putUuid(StructAccess.writeAddress(this) + ID_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code at}, which may be null.
     */
    public Instant at() {
        Instant value = ValueAccess.getInstant(this, "at", StructAccess.readAddress(this) + AT_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code at}, which may be null.
     */
    public SharedBasket at(Instant value) {
        ValueAccess.putInstant(StructAccess.writeAddress(this) + AT_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code settles}, which may be null.
     */
    public LocalDate settles() {
        LocalDate value = ValueAccess.getDate(this, "settles", StructAccess.readAddress(this) + SETTLES_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code settles}, which may be null.
     */
    public SharedBasket settles(LocalDate value) {
        ValueAccess.putDate(StructAccess.writeAddress(this) + SETTLES_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code price}, which may be null.
     */
    public BigDecimal price() {
        BigDecimal value = ValueAccess.getDecimal(StructAccess.readAddress(this) + PRICE_OFFSET, PRICE_SCALE);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code price}, which may be null.
     *
     * @throws IllegalArgumentException if the number is too large or needs more than 4 digits after the point; nothing is written then
     */
    public SharedBasket price(BigDecimal value) {
        long checked = ValueAccess.checkDecimal(LAYOUT, "price", PRICE_SCALE, value);
        ValueAccess.putDecimal(StructAccess.writeAddress(this) + PRICE_OFFSET, value, checked);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code rank}, which may be null.
     */
    public Integer rank() {
        Integer value = BoxedAccess.getInt(StructAccess.readAddress(this) + RANK_OFFSET);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code rank}, which may be null.
     */
    public SharedBasket rank(Integer value) {
        BoxedAccess.putInt(StructAccess.writeAddress(this) + RANK_OFFSET, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * A view of {@code hedge}, which is never null: the same object in each call, and bound to
     * nothing as soon as this flyweight shows another place.
     */
    public SharedBasket_Leg hedge() {
        SharedBasket_Leg view = hedgeView;
        if (view == null) {
            view = new SharedBasket_Leg();
            hedgeView = view;
        }
        return StructAccess.inside(this, view, HEDGE_OFFSET);
    }

    /**
     * A view of {@code legs[index]}, which is never null: the same object in each call, and bound to
     * nothing as soon as this flyweight shows another place.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public SharedBasket_Leg legs(int index) {
        long offset = StructAccess.element(LEGS_OFFSET, LEGS_LENGTH, LEGS_STRIDE, index);
        SharedBasket_Leg view = legsViews[index];
        if (view == null) {
            view = new SharedBasket_Leg();
            legsViews[index] = view;
        }
        return StructAccess.inside(this, view, offset);
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
    public SharedBasket levels(int index, double value) {
        RawMemory.putDouble(StructAccess.writeAddress(this) + StructAccess.element(LEVELS_OFFSET, LEVELS_LENGTH, LEVELS_STRIDE, index), value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code sides[index]}, which may be null.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public Basket.Side sides(int index) {
        Basket.Side value = StructAccess.enumConstant(this, "sides", SIDE_CONSTANTS,
                RawMemory.getByte(StructAccess.readAddress(this) + StructAccess.element(SIDES_OFFSET, SIDES_LENGTH, SIDES_STRIDE, index)) & 0xFF);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code sides[index]}, which may be null.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public SharedBasket sides(int index, Basket.Side value) {
        RawMemory.putByte(StructAccess.writeAddress(this) + StructAccess.element(SIDES_OFFSET, SIDES_LENGTH, SIDES_STRIDE, index), (byte) StructAccess.enumCode(value));
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code tags[index]}, which may be null.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public String tags(int index) {
        String value = TextAccess.get(this, "tags", StructAccess.readAddress(this) + StructAccess.element(TAGS_OFFSET, TAGS_LENGTH, TAGS_STRIDE, index), TAGS_MAX_BYTES);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code tags[index]}, which may be null. A process that dies in here leaves null.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     * @throws IllegalArgumentException if the text needs more than 8 bytes of UTF-8; nothing is written then
     */
    public SharedBasket tags(int index, CharSequence value) {
        TextAccess.set(LAYOUT, "tags", StructAccess.writeAddress(this) + StructAccess.element(TAGS_OFFSET, TAGS_LENGTH, TAGS_STRIDE, index), TAGS_MAX_BYTES, value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Whether {@code tags[index]} is what its setter would store for a value; no garbage.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public boolean tagsEquals(int index, CharSequence value) {
        return TextAccess.equals(this, "tags", StructAccess.readAddress(this) + StructAccess.element(TAGS_OFFSET, TAGS_LENGTH, TAGS_STRIDE, index), TAGS_MAX_BYTES, value);
    }

    /**
     * Appends {@code tags[index]} as {@code append(String)} does, without garbage.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public StringBuilder appendTagsTo(int index, StringBuilder target) {
        TextAccess.append(this, "tags", StructAccess.readAddress(this) + StructAccess.element(TAGS_OFFSET, TAGS_LENGTH, TAGS_STRIDE, index), TAGS_MAX_BYTES, target);
        return target;
    }

    /**
     * Reads {@code counters[index]}; volatile mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public long counters(int index) {
        long value = RawMemory.getLongVolatile(StructAccess.readAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index));
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code counters[index]}; volatile mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public SharedBasket counters(int index, long value) {
        RawMemory.putLongVolatile(StructAccess.writeAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index), value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code counters[index]}; acquire mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public long countersAcquire(int index) {
        long value = RawMemory.getLongAcquire(StructAccess.readAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index));
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code counters[index]}; release mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public SharedBasket countersRelease(int index, long value) {
        RawMemory.putLongRelease(StructAccess.writeAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index), value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads {@code counters[index]}; opaque mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public long countersOpaque(int index) {
        long value = RawMemory.getLongOpaque(StructAccess.readAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index));
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code counters[index]}; opaque mode.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public SharedBasket countersOpaque(int index, long value) {
        RawMemory.putLongOpaque(StructAccess.writeAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index), value);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes {@code counters[index]} if it is {@code expected}, in one atomic step; whether it did.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public boolean compareAndSetCounters(int index, long expected, long value) {
        boolean done = RawMemory.compareAndSetLong(StructAccess.writeAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index), expected, value);
        Reference.reachabilityFence(this);
        return done;
    }

    /**
     * Adds to {@code counters[index]}, in one atomic step; the value before.
     *
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public long getAndAddCounters(int index, long delta) {
        long before = RawMemory.getAndAddLong(StructAccess.writeAddress(this) + StructAccess.element(COUNTERS_OFFSET, COUNTERS_LENGTH, COUNTERS_STRIDE, index), delta);
        Reference.reachabilityFence(this);
        return before;
    }

    /**
     * Reads {@code data}, which may be null.
     */
    public byte[] data() {
        byte[] value = BytesAccess.get(this, "data", StructAccess.readAddress(this) + DATA_OFFSET, DATA_MAX_BYTES);
        Reference.reachabilityFence(this);
        return value;
    }

    /**
     * Writes {@code data}, which may be null. A process that dies in here leaves null.
     *
     * @throws IllegalArgumentException if there are more than 16 bytes; nothing is written then
     */
    public SharedBasket data(byte[] value) {
        int checked = BytesAccess.check(LAYOUT, "data", DATA_MAX_BYTES, value);
        BytesAccess.put(StructAccess.writeAddress(this) + DATA_OFFSET, DATA_MAX_BYTES, value, checked);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Copies {@code data} into an array; no garbage.
     *
     * @return how many bytes, -1 for null
     * @throws IndexOutOfBoundsException if they would not all lie in the array
     */
    public int copyDataTo(byte[] target, int targetIndex) {
        return BytesAccess.copyTo(this, "data", StructAccess.readAddress(this) + DATA_OFFSET, DATA_MAX_BYTES, target, targetIndex);
    }

    /**
     * Writes all of {@code hedge}, zeros for null; for messages given as arguments.
     *
     * @throws IllegalArgumentException if something in it does not fit; nothing is written then
     */
    SharedBasket hedge(Basket.Leg value) {
        if (value == null) {
            StructAccess.zero(hedge());
        } else {
            hedge().set(value);
        }
        return this;
    }

    /**
     * Writes all of {@code legs}, zeros for null; for messages given as arguments.
     *
     * @throws IllegalArgumentException if something in it does not fit; nothing is written then
     */
    SharedBasket legs(Basket.Leg[] value) {
        if (value != null) {
            StructAccess.checkLength(LAYOUT, "legs", LEGS_LENGTH, value.length);
            for (Basket.Leg element : value) {
                if (element != null) SharedBasket_Leg.TYPE.check(element);
            }
        }
        for (int i = 0; i < LEGS_LENGTH; i++) {
            Basket.Leg element = value == null ? null : value[i];
            if (element == null) {
                StructAccess.zero(legs(i));
            } else {
                legs(i).set(element);
            }
        }
        return this;
    }

    /**
     * Writes all of {@code levels}, zeros for null; for messages given as arguments.
     *
     * @throws IllegalArgumentException if something in it does not fit; nothing is written then
     */
    SharedBasket levels(double[] value) {
        if (value != null) StructAccess.checkLength(LAYOUT, "levels", LEVELS_LENGTH, value.length);
        long address = StructAccess.writeAddress(this);
        if (value == null) {
            RawMemory.zero(address + LEVELS_OFFSET, (long) LEVELS_LENGTH * LEVELS_STRIDE);
        } else {
            for (int i = 0; i < LEVELS_LENGTH; i++) {
                RawMemory.putDouble(address + LEVELS_OFFSET + (long) i * LEVELS_STRIDE, value[i]);
            }
        }
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes all of {@code sides}, zeros for null; for messages given as arguments.
     *
     * @throws IllegalArgumentException if something in it does not fit; nothing is written then
     */
    SharedBasket sides(Basket.Side[] value) {
        if (value != null) StructAccess.checkLength(LAYOUT, "sides", SIDES_LENGTH, value.length);
        long address = StructAccess.writeAddress(this);
        if (value == null) {
            RawMemory.zero(address + SIDES_OFFSET, (long) SIDES_LENGTH * SIDES_STRIDE);
        } else {
            for (int i = 0; i < SIDES_LENGTH; i++) {
                RawMemory.putByte(address + SIDES_OFFSET + (long) i * SIDES_STRIDE, (byte) StructAccess.enumCode(value[i]));
            }
        }
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes all of {@code tags}, zeros for null; for messages given as arguments.
     *
     * @throws IllegalArgumentException if something in it does not fit; nothing is written then
     */
    SharedBasket tags(String[] value) {
        if (value != null) {
            StructAccess.checkLength(LAYOUT, "tags", TAGS_LENGTH, value.length);
            for (String element : value) TextAccess.check(LAYOUT, "tags", TAGS_MAX_BYTES, element);
        }
        long address = StructAccess.writeAddress(this);
        if (value == null) {
            RawMemory.zero(address + TAGS_OFFSET, (long) TAGS_LENGTH * TAGS_STRIDE);
        } else {
            for (int i = 0; i < TAGS_LENGTH; i++) {
                String element = value[i];
                TextAccess.put(address + TAGS_OFFSET + (long) i * TAGS_STRIDE, TAGS_MAX_BYTES, element, TextAccess.check(LAYOUT, "tags", TAGS_MAX_BYTES, element));
            }
        }
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Writes all of {@code counters}, zeros for null; for messages given as arguments.
     *
     * @throws IllegalArgumentException if something in it does not fit; nothing is written then
     */
    SharedBasket counters(long[] value) {
        if (value != null) StructAccess.checkLength(LAYOUT, "counters", COUNTERS_LENGTH, value.length);
        long address = StructAccess.writeAddress(this);
        if (value == null) {
            RawMemory.zero(address + COUNTERS_OFFSET, (long) COUNTERS_LENGTH * COUNTERS_STRIDE);
        } else {
            for (int i = 0; i < COUNTERS_LENGTH; i++) {
                RawMemory.putLongVolatile(address + COUNTERS_OFFSET + (long) i * COUNTERS_STRIDE, value[i]);
            }
        }
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Reads all fields into a new object, one after the other.
     */
    public Basket get() {
        Basket.Leg hedge = hedge().get();
        Basket.Leg[] legs = new Basket.Leg[LEGS_LENGTH];
        for (int i = 0; i < LEGS_LENGTH; i++) {
            legs[i] = legs(i).get();
        }
        long address = StructAccess.readAddress(this);
        UUID id = ValueAccess.getUuid(address + ID_OFFSET);
        Instant at = ValueAccess.getInstant(this, "at", address + AT_OFFSET);
        LocalDate settles = ValueAccess.getDate(this, "settles", address + SETTLES_OFFSET);
        BigDecimal price = ValueAccess.getDecimal(address + PRICE_OFFSET, PRICE_SCALE);
        Integer rank = BoxedAccess.getInt(address + RANK_OFFSET);
        double[] levels = new double[LEVELS_LENGTH];
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            levels[i] = RawMemory.getDouble(address + LEVELS_OFFSET + (long) i * LEVELS_STRIDE);
        }
        Basket.Side[] sides = new Basket.Side[SIDES_LENGTH];
        for (int i = 0; i < SIDES_LENGTH; i++) {
            sides[i] = StructAccess.enumConstant(this, "sides", SIDE_CONSTANTS,
                    RawMemory.getByte(address + SIDES_OFFSET + (long) i * SIDES_STRIDE) & 0xFF);
        }
        String[] tags = new String[TAGS_LENGTH];
        for (int i = 0; i < TAGS_LENGTH; i++) {
            tags[i] = TextAccess.get(this, "tags", address + TAGS_OFFSET + (long) i * TAGS_STRIDE, TAGS_MAX_BYTES);
        }
        long[] counters = new long[COUNTERS_LENGTH];
        for (int i = 0; i < COUNTERS_LENGTH; i++) {
            counters[i] = RawMemory.getLongVolatile(address + COUNTERS_OFFSET + (long) i * COUNTERS_STRIDE);
        }
        byte[] data = BytesAccess.get(this, "data", address + DATA_OFFSET, DATA_MAX_BYTES);
        Reference.reachabilityFence(this);
        return new Basket(id, at, settles, price, rank, hedge, legs, levels, sides, tags, counters, data);
    }

    /**
     * Writes all fields, one after the other.
     *
     * @throws IllegalArgumentException if a text, number or array does not fit; nothing is written then
     */
    public SharedBasket set(Basket value) {
        Objects.requireNonNull(value, "value");
        UUID id = value.id();
        Instant at = value.at();
        LocalDate settles = value.settles();
        BigDecimal price = value.price();
        long checkedPrice = ValueAccess.checkDecimal(LAYOUT, "price", PRICE_SCALE, price);
        Integer rank = value.rank();
        Basket.Leg hedge = value.hedge();
        if (hedge != null) {
            SharedBasket_Leg.TYPE.check(hedge);
        }
        Basket.Leg[] legs = value.legs();
        if (legs != null) {
            StructAccess.checkLength(LAYOUT, "legs", LEGS_LENGTH, legs.length);
            for (Basket.Leg element : legs) {
                if (element != null) SharedBasket_Leg.TYPE.check(element);
            }
        }
        double[] levels = value.levels();
        if (levels != null) StructAccess.checkLength(LAYOUT, "levels", LEVELS_LENGTH, levels.length);
        Basket.Side[] sides = value.sides();
        if (sides != null) StructAccess.checkLength(LAYOUT, "sides", SIDES_LENGTH, sides.length);
        String[] tags = value.tags();
        if (tags != null) {
            StructAccess.checkLength(LAYOUT, "tags", TAGS_LENGTH, tags.length);
            for (String element : tags) TextAccess.check(LAYOUT, "tags", TAGS_MAX_BYTES, element);
        }
        long[] counters = value.counters();
        if (counters != null) StructAccess.checkLength(LAYOUT, "counters", COUNTERS_LENGTH, counters.length);
        byte[] data = value.data();
        int checkedData = BytesAccess.check(LAYOUT, "data", DATA_MAX_BYTES, data);
        if (hedge == null) {
            StructAccess.zero(hedge());
        } else {
            hedge().set(hedge);
        }
        for (int i = 0; i < LEGS_LENGTH; i++) {
            Basket.Leg element = legs == null ? null : legs[i];
            if (element == null) {
                StructAccess.zero(legs(i));
            } else {
                legs(i).set(element);
            }
        }
        long address = StructAccess.writeAddress(this);
        ValueAccess.putUuid(address + ID_OFFSET, id);
        ValueAccess.putInstant(address + AT_OFFSET, at);
        ValueAccess.putDate(address + SETTLES_OFFSET, settles);
        ValueAccess.putDecimal(address + PRICE_OFFSET, price, checkedPrice);
        BoxedAccess.putInt(address + RANK_OFFSET, rank);
        if (levels == null) {
            RawMemory.zero(address + LEVELS_OFFSET, (long) LEVELS_LENGTH * LEVELS_STRIDE);
        } else {
            for (int i = 0; i < LEVELS_LENGTH; i++) {
                RawMemory.putDouble(address + LEVELS_OFFSET + (long) i * LEVELS_STRIDE, levels[i]);
            }
        }
        if (sides == null) {
            RawMemory.zero(address + SIDES_OFFSET, (long) SIDES_LENGTH * SIDES_STRIDE);
        } else {
            for (int i = 0; i < SIDES_LENGTH; i++) {
                RawMemory.putByte(address + SIDES_OFFSET + (long) i * SIDES_STRIDE, (byte) StructAccess.enumCode(sides[i]));
            }
        }
        if (tags == null) {
            RawMemory.zero(address + TAGS_OFFSET, (long) TAGS_LENGTH * TAGS_STRIDE);
        } else {
            for (int i = 0; i < TAGS_LENGTH; i++) {
                String element = tags[i];
                TextAccess.put(address + TAGS_OFFSET + (long) i * TAGS_STRIDE, TAGS_MAX_BYTES, element, TextAccess.check(LAYOUT, "tags", TAGS_MAX_BYTES, element));
            }
        }
        if (counters == null) {
            RawMemory.zero(address + COUNTERS_OFFSET, (long) COUNTERS_LENGTH * COUNTERS_STRIDE);
        } else {
            for (int i = 0; i < COUNTERS_LENGTH; i++) {
                RawMemory.putLongVolatile(address + COUNTERS_OFFSET + (long) i * COUNTERS_STRIDE, counters[i]);
            }
        }
        BytesAccess.put(address + DATA_OFFSET, DATA_MAX_BYTES, data, checkedData);
        Reference.reachabilityFence(this);
        return this;
    }

    /**
     * Copies all bytes of another one, plain mode; a process that dies in here leaves some.
     */
    public SharedBasket copyFrom(SharedBasket other) {
        StructAccess.copy(other, this);
        return this;
    }

    /**
     * Whether both are of this class and all their fields hold the same; both unbound is the same.
     */
    @Override
    public boolean equals(Object other) {
        if (this == other) return true;
        if (!(other instanceof SharedBasket that)) return false;
        if (!isBound() || !that.isBound()) return isBound() == that.isBound();
        if (!Objects.equals(id(), that.id())) return false;
        if (!Objects.equals(at(), that.at())) return false;
        if (!Objects.equals(settles(), that.settles())) return false;
        if (!Objects.equals(price(), that.price())) return false;
        if (!Objects.equals(rank(), that.rank())) return false;
        if (!hedge().equals(that.hedge())) return false;
        for (int i = 0; i < LEGS_LENGTH; i++) {
            if (!legs(i).equals(that.legs(i))) return false;
        }
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            if (Double.compare(levels(i), that.levels(i)) != 0) return false;
        }
        for (int i = 0; i < SIDES_LENGTH; i++) {
            if (!Objects.equals(sides(i), that.sides(i))) return false;
        }
        for (int i = 0; i < TAGS_LENGTH; i++) {
            if (!Objects.equals(tags(i), that.tags(i))) return false;
        }
        for (int i = 0; i < COUNTERS_LENGTH; i++) {
            if (counters(i) != that.counters(i)) return false;
        }
        if (!Arrays.equals(data(), that.data())) return false;
        return true;
    }

    /**
     * Of what the fields hold now, so no key for a hash map while they change.
     */
    @Override
    public int hashCode() {
        if (!isBound()) return 0;
        int hash = 1;
        hash = 31 * hash + Objects.hashCode(id());
        hash = 31 * hash + Objects.hashCode(at());
        hash = 31 * hash + Objects.hashCode(settles());
        hash = 31 * hash + Objects.hashCode(price());
        hash = 31 * hash + Objects.hashCode(rank());
        hash = 31 * hash + hedge().hashCode();
        for (int i = 0; i < LEGS_LENGTH; i++) {
            hash = 31 * hash + legs(i).hashCode();
        }
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            hash = 31 * hash + Double.hashCode(levels(i));
        }
        for (int i = 0; i < SIDES_LENGTH; i++) {
            hash = 31 * hash + Objects.hashCode(sides(i));
        }
        for (int i = 0; i < TAGS_LENGTH; i++) {
            hash = 31 * hash + Objects.hashCode(tags(i));
        }
        for (int i = 0; i < COUNTERS_LENGTH; i++) {
            hash = 31 * hash + Long.hashCode(counters(i));
        }
        hash = 31 * hash + Arrays.hashCode(data());
        return hash;
    }

    @Override
    public String toString() {
        if (!isBound()) return "SharedBasket[" + StructAccess.whyNothing(this) + "]";
        StringBuilder text = new StringBuilder("SharedBasket[");
        text.append("id=").append(id());
        text.append(", at=").append(at());
        text.append(", settles=").append(settles());
        text.append(", price=").append(price());
        text.append(", rank=").append(rank());
        text.append(", hedge=").append(hedge());
        text.append(", legs=[");
        for (int i = 0; i < LEGS_LENGTH; i++) {
            text.append(i == 0 ? "" : ", ").append(legs(i));
        }
        text.append("], levels=[");
        for (int i = 0; i < LEVELS_LENGTH; i++) {
            text.append(i == 0 ? "" : ", ").append(levels(i));
        }
        text.append("], sides=[");
        for (int i = 0; i < SIDES_LENGTH; i++) {
            text.append(i == 0 ? "" : ", ").append(sides(i));
        }
        text.append("], tags=[");
        for (int i = 0; i < TAGS_LENGTH; i++) {
            text.append(i == 0 ? "" : ", ").append(tags(i));
        }
        text.append("], counters=[");
        for (int i = 0; i < COUNTERS_LENGTH; i++) {
            text.append(i == 0 ? "" : ", ").append(counters(i));
        }
        text.append("], data=").append(Arrays.toString(data()));
        return text.append("]").toString();
    }

    private static final class Type extends StructType<Basket, SharedBasket> {
        private Type() {
            super(Basket.class, LAYOUT);
        }

        @Override
        public SharedBasket newFlyweight() {
            return new SharedBasket();
        }

        @Override
        public Basket read(SharedBasket source) {
            return source.get();
        }

        @Override
        public void write(SharedBasket target, Basket value) {
            target.set(value);
        }

        @Override
        public void check(Basket value) {
            BigDecimal price = value.price();
            long checkedPrice = ValueAccess.checkDecimal(LAYOUT, "price", PRICE_SCALE, price);
            Basket.Leg hedge = value.hedge();
            if (hedge != null) {
                SharedBasket_Leg.TYPE.check(hedge);
            }
            Basket.Leg[] legs = value.legs();
            if (legs != null) {
                StructAccess.checkLength(LAYOUT, "legs", LEGS_LENGTH, legs.length);
                for (Basket.Leg element : legs) {
                    if (element != null) SharedBasket_Leg.TYPE.check(element);
                }
            }
            double[] levels = value.levels();
            if (levels != null) StructAccess.checkLength(LAYOUT, "levels", LEVELS_LENGTH, levels.length);
            Basket.Side[] sides = value.sides();
            if (sides != null) StructAccess.checkLength(LAYOUT, "sides", SIDES_LENGTH, sides.length);
            String[] tags = value.tags();
            if (tags != null) {
                StructAccess.checkLength(LAYOUT, "tags", TAGS_LENGTH, tags.length);
                for (String element : tags) TextAccess.check(LAYOUT, "tags", TAGS_MAX_BYTES, element);
            }
            long[] counters = value.counters();
            if (counters != null) StructAccess.checkLength(LAYOUT, "counters", COUNTERS_LENGTH, counters.length);
            byte[] data = value.data();
            int checkedData = BytesAccess.check(LAYOUT, "data", DATA_MAX_BYTES, data);
        }
    }
}
