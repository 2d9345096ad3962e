package dev.shm.jqwik;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Values of the JDK's classes, over the whole range that a field keeps. */
final class JdkArbitraries {
    private static final int LAST_NANO = 999_999_999;

    private JdkArbitraries() {}

    static Arbitrary<UUID> uuid() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    static Arbitrary<Instant> instant() {
        Arbitrary<Long> seconds =
                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Combinators.combine(seconds, nanos()).as(Instant::ofEpochSecond);
    }

    static Arbitrary<Duration> duration() {
        return Combinators.combine(Arbitraries.longs(), nanos()).as(Duration::ofSeconds);
    }

    static Arbitrary<LocalDate> date() {
        return Arbitraries.longs()
                .between(LocalDate.MIN.toEpochDay(), LocalDate.MAX.toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    static Arbitrary<BigDecimal> decimal(int scale) {
        return Arbitraries.longs().map(unscaled -> BigDecimal.valueOf(unscaled, scale));
    }

    private static Arbitrary<Integer> nanos() {
        return Arbitraries.integers().between(0, LAST_NANO);
    }
}
