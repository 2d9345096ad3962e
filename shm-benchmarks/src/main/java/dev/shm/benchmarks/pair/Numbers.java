package dev.shm.benchmarks.pair;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are numbers: one that is too small is refused before anything runs. */
public final class Numbers {
    private Numbers() {}

    private static long atLeast(long least, long number) {
        if (number < least) throw new TypeConversionException(number + ", but at least " + least + " is wanted");
        return number;
    }

    /** An {@code int} from 1 on. */
    public static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return (int) atLeast(1, Integer.parseInt(value));
        }
    }

    /** A {@code long} from 1 on. */
    public static final class PositiveLong implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return atLeast(1, Long.parseLong(value));
        }
    }

    /** A {@code long} from 0 on. */
    public static final class NotNegative implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return atLeast(0, Long.parseLong(value));
        }
    }
}
