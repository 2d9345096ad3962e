package bad;

import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct
interface InterfaceStruct {
    long id();

    String text(); // error: SHM036

    int getCount();

    void setCount(int value);

    void setCount(long value); // error: SHM023

    void unknown(int value); // error: SHM023

    int compute(int a, int b); // error: SHM023

    void run(); // error: SHM023

    int failing() throws Exception; // error: SHM023

    @MaxBytes(4)
    int limited(); // error: SHM038

    default int twice() {
        return 2 * getCount();
    }

    static int none() {
        return 0;
    }
}

@SharedStruct
interface Empty {} // error: SHM018

@SharedStruct
interface Extending extends Runnable { // error: SHM016
    int a();
}

interface Named {
    @MaxBytes(4)
    String name();
}

@SharedStruct
interface Inheriting extends Named { // error: SHM016
    int a();
}

@SharedStruct
interface Twice {
    int id();

    int getId(); // error: SHM035

    void setCode(int value); // error: SHM023

    Object code(long value); // error: SHM023

    long code();
}
