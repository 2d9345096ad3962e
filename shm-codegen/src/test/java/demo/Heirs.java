package demo;

import demo.base.Account;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.io.Serializable;

/** Structs that inherit fields, for {@link HeirsTest}. */
final class Heirs {
    private Heirs() {}

    /** Extends a class of another package. */
    @SharedStruct(id = "depot")
    static class Depot extends Account {
        double balance;

        @Length(2)
        private long[] limits;

        long[] getLimits() {
            return limits;
        }

        void setLimits(long[] value) {
            limits = value;
        }
    }

    /** The top of a diamond. */
    @SharedStruct(id = "named")
    interface Named {
        @MaxBytes(8)
        String getName();

        void setName(String value);

        boolean isDefault();
    }

    /** Has its own name for the setter. */
    @SharedStruct(id = "left")
    interface Left extends Named {
        int left();

        Left setDefault(boolean value);
    }

    /** Says again what it inherits. */
    @SharedStruct(id = "right")
    interface Right extends Named {
        @Override
        String getName();

        int right();

        default int sum() {
            return right() + 1;
        }
    }

    /** Has each inherited field once. */
    @SharedStruct(id = "both")
    interface Both extends Left, Right, Serializable {
        void left(int value);

        Both right(int value);

        @Override
        boolean equals(Object other);

        @Override
        int hashCode();
    }
}
