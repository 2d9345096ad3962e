package bad;

import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct
public class Clashes {
    int get; // error: SHM034
    int set; // error: SHM034
    int copyFrom; // error: SHM034
    int bind; // error: SHM034
    int isBound; // error: SHM034
    int asByteable; // error: SHM034
    int allocate; // error: SHM034
    int hashCode; // error: SHM034
    int toString; // error: SHM034
    int getClass; // error: SHM034
    int notify; // error: SHM034
    int equals; // error: SHM034
    volatile long version;
    int versionAcquire; // error: SHM035
    int compareAndSetVersion; // error: SHM035
    int textEquals;

    @MaxBytes(4)
    String text; // error: SHM035
}
