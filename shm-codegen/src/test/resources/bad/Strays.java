package bad;

import dev.shm.struct.Align;
import dev.shm.struct.Atomic;
import dev.shm.struct.CacheLine;
import dev.shm.struct.Decimal;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import dev.shm.struct.Since;

public class Strays {
    @SharedStruct
    static class Plain {
        int a;
        @MaxBytes(4) static String text; // error: SHM067
        @Length(4) transient int[] levels; // error: SHM067
        @Since(2) static int later; // error: SHM067
        transient @Atomic int counter; // error: SHM067

        @CacheLine
        int getA() { // error: SHM067
            return a;
        }
    }

    @SharedStruct
    interface Accessors {
        @MaxBytes(4) String text();

        @MaxBytes(4) void text(String value); // error: SHM067

        @Align(8) default int twice() { // error: SHM067
            return 2;
        }
    }

    @SharedStruct
    record Both(@MaxBytes(4) String text, @Decimal(2) java.math.BigDecimal price) {
        @Since(1) static int other; // error: SHM067
    }

    @SharedStruct(version = 2)
    record Accessed(long id, @MaxBytes(4) String name, @MaxBytes(4) String same, @Since(2) long seq) {
        @Since(2)
        @Override
        public long id() { // error: SHM067
            return id;
        }

        @MaxBytes(8)
        @Override
        public String name() { // error: SHM067
            return name;
        }

        @MaxBytes(4)
        @Override
        public String same() {
            return same;
        }

        @Since(2)
        long seq(int unused) { // error: SHM067
            return seq;
        }

        @Align(8)
        long other() { // error: SHM067
            return seq;
        }
    }
}
