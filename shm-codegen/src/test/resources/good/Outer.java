import dev.shm.struct.Atomic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.util.concurrent.TimeUnit;

class Outer {
    @SharedStruct
    record Leg(
            @Atomic boolean flag,
            @Atomic byte small,
            @Atomic short medium,
            @Atomic char letter,
            @Atomic int count,
            @Atomic long total,
            @Atomic float ratio,
            @Atomic double weight,
            byte plainByte,
            short plainShort,
            char plainChar,
            float plainFloat,
            TimeUnit unit,
            @MaxBytes(3) String venueCode) {}
}
