package venue;

import javax.annotation.processing.Generated;

/**
 * What a {@link Quote} in a {@link QuoteMap} is found by.
 */
@Generated("dev.shm.codegen.ShmProcessor")
public record QuoteKey(int venue, String symbol) {
}
