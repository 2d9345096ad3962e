package dev.shm.testkit;

/**
 * Places in the address space for children that must map the same region at different addresses.
 *
 * <p>Passed with {@link ChildCommand#mapAt}. The platform of shm-core then maps the first region at that address and
 * further ones {@link #STEP} bytes apart, each with {@code MAP_FIXED_NOREPLACE}. A range is 8 TiB, so 128 regions of
 * 64 GiB, or a few sparse ones of 1 TiB if the steps between are left out.
 *
 * <p>All ranges are below 2^47, where user space ends on x86-64, above the heaps of ZGC (which end at 32 TiB) and below
 * the executable, the libraries and the stacks (0x55…, 0x7f…): {@code ForcedAddressTest} looks.
 */
public final class ForcedAddress {
    /** Distance of the regions of one process, 64 GiB. */
    public static final long STEP = 0x10_0000_0000L;

    /** Bytes from one constant to the next, 8 TiB. */
    public static final long RANGE = 0x800_0000_0000L;

    public static final long FIRST = 0x2800_0000_0000L;
    public static final long SECOND = FIRST + RANGE;
    public static final long THIRD = SECOND + RANGE;

    private ForcedAddress() {}
}
