package dev.shm.struct;

/**
 * The type token of a struct: ties a value class to its flyweight and layout, so that generic code needs no reflection.
 * Each generated {@code SharedX} has one as {@code SharedX.TYPE}.
 *
 * <p>Stateless; any thread may call any method.
 *
 * @param <T> the annotated class
 * @param <S> its flyweight
 */
public abstract class StructType<T, S extends Struct> {
    private final Class<T> valueType;
    private final StructLayout layout;

    protected StructType(Class<T> valueType, StructLayout layout) {
        this.valueType = valueType;
        this.layout = layout;
    }

    /** The annotated class. */
    public final Class<T> valueType() {
        return valueType;
    }

    /** Where each field lies. */
    public final StructLayout layout() {
        return layout;
    }

    /** A new flyweight, bound to nothing. */
    public abstract S newFlyweight();

    /** The whole value that a bound flyweight shows, as a new object. */
    public abstract T read(S source);

    /**
     * Writes a whole value to where a bound flyweight points.
     *
     * @throws IllegalArgumentException if a text of the value does not fit; nothing is written then
     */
    public abstract void write(S target, T value);

    /**
     * Refuses a value that {@link #write} would refuse, as part of a larger one that is to be written wholly or not at
     * all. This one refuses nothing.
     *
     * @throws IllegalArgumentException if a text or array does not fit
     */
    public void check(T value) {}

    @Override
    public final String toString() {
        return "StructType[" + valueType.getName() + "]";
    }
}
