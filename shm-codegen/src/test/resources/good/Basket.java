package demo;

import dev.shm.collections.GenerateQueue;
import dev.shm.struct.Atomic;
import dev.shm.struct.Decimal;
import dev.shm.struct.Length;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

@GenerateQueue
@SharedStruct(id = "basket")
public record Basket(
        UUID id,
        Instant at,
        LocalDate settles,
        @Decimal(4) BigDecimal price,
        Integer rank,
        Leg hedge,
        @Length(2) Leg[] legs,
        @Length(4) double[] levels,
        @Length(2) Side[] sides,
        @Length(3) @MaxBytes(8) String[] tags,
        @Atomic @Length(2) long[] counters,
        @MaxBytes(16) byte[] data) {
    public enum Side {
        BUY,
        SELL
    }

    @SharedStruct(id = "leg")
    public record Leg(int ratio, @MaxBytes(6) String venue) {}
}
