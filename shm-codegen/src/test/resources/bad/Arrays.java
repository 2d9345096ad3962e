package bad;

import dev.shm.struct.Decimal;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.math.BigDecimal;

@SharedStruct
public class Arrays {
    byte[] neither; // error: SHM044
    @Length(4) @MaxBytes(4) byte[] both; // error: SHM038
    @Length(0) long[] none; // error: SHM045
    @Length(-1) long[] negative; // error: SHM045
    @Length((1 << 30) + 1) byte[] huge; // error: SHM045
    @Length(2) long single; // error: SHM046
    @Length(2) @MaxBytes(2) String text; // error: SHM046
    @Length(2) String[] texts; // error: SHM036
    @MaxBytes(2) String[] endless; // error: SHM044
    @Length(2) @MaxBytes(0) byte[][] empty; // error: SHM037
    BigDecimal price; // error: SHM048
    @Decimal(-1) BigDecimal negativeScale; // error: SHM049
    @Decimal(19) BigDecimal hugeScale; // error: SHM049
    @Decimal(2) long cents; // error: SHM060
    @Length(2) BigDecimal[] prices; // error: SHM048
    @Length(2) Side[] sides; // error: SHM042

    enum Side {}
}
