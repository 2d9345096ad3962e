package demo;

import dev.shm.struct.Atomic;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct(id = "quote")
public interface Quote {
    long getId();

    void setId(long id);

    boolean isOpen();

    @MaxBytes(8)
    String symbol();

    Quote symbol(String symbol);

    @Length(2)
    double[] levels();

    @Atomic
    int version();

    default boolean isClosed() {
        return !isOpen();
    }
}
