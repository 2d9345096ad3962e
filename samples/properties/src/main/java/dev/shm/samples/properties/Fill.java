package dev.shm.samples.properties;

import dev.shm.collections.GenerateQueue;
import dev.shm.struct.Decimal;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A part of an order that was executed. */
@SharedStruct
@GenerateQueue
record Fill(
        long orderId,
        @Nullable Side side,
        int quantity,
        @Decimal(4) @Nullable BigDecimal price,
        @MaxBytes(8) @Nullable String venue,
        @Nullable Instant at) {
    enum Side {
        BUY,
        SELL
    }
}
