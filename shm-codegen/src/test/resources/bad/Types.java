package bad;

import dev.shm.struct.Atomic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.time.Instant;
import java.util.List;

@SharedStruct
public class Types<T> { // error: SHM014
    double[] levels; // error: SHM044
    Number number; // error: SHM030
    Object[] objects; // error: SHM030
    int[][] matrix; // error: SHM030
    List<String> list; // error: SHM030
    Types<T> self; // error: SHM047
    T any; // error: SHM030
    volatile long[] both; // error: SHM040 SHM044
    final int constant = 1; // error: SHM031
    String symbol; // error: SHM036
    @MaxBytes(0) String zero; // error: SHM037
    @MaxBytes(-1) String negative; // error: SHM037
    @MaxBytes((1 << 24) + 1) String huge; // error: SHM037
    @MaxBytes(8) long limited; // error: SHM038
    @Atomic @MaxBytes(8) String atomicText; // error: SHM039
    @Atomic Side atomicEnum; // error: SHM039
    volatile @MaxBytes(8) String volatileText; // error: SHM040
    volatile Side volatileEnum; // error: SHM040
    private Hidden hidden; // error: SHM041 SHM032 SHM033
    Nothing nothing; // error: SHM042
    int naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; // error: SHM043
    @Atomic Integer atomicBox; // error: SHM039
    volatile Instant volatileTime; // error: SHM040
    int fine;

    enum Side {
        A
    }

    private enum Hidden {
        A
    }

    enum Nothing {}
}
