package dev.shm.spi;

import static dev.shm.spi.RegionObjectLayout.*;

import dev.shm.CorruptRegionException;
import dev.shm.LayoutMismatchException;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.Fnv;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import dev.shm.memory.MemoryScope;
import dev.shm.memory.RawMemory;
import dev.shm.struct.StructLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * A data structure's place in a region: memory that describes itself, and what the structure needs to survive deaths.
 *
 * <p>Made whole or not at all, by exactly one process. What it is, and the layout of what it holds, is stored with it
 * and compared when it is opened. Any thread may call any method.
 */
public final class RegionObject implements AutoCloseable {
    private final Attachment region;
    private final long offset;
    private final int version;
    private final String text;
    private final long bodyOffset;
    private final long bodyBytes;

    private RegionObject(Attachment region, long offset, int version, String text, long sizeBytes) {
        this.region = region;
        this.offset = offset;
        this.version = version;
        this.text = text;
        long header = RegionObjectLayout.bodyOffset(text.getBytes(StandardCharsets.UTF_8).length);
        this.bodyOffset = offset + header;
        this.bodyBytes = sizeBytes - header;
    }

    /** Creates the object in a new region of its own. */
    public static RegionObject create(String regionName, RegionObjectSpec spec) {
        return make(regionName, spec, Mode.CREATE);
    }

    /** Joins the object in its own region, or creates both. */
    public static RegionObject openOrCreate(String regionName, RegionObjectSpec spec) {
        return make(regionName, spec, Mode.OPEN_OR_CREATE);
    }

    /**
     * Joins the object in its own region.
     *
     * @throws LayoutMismatchException if it is of another kind or version, or holds another layout
     */
    public static RegionObject open(String regionName, String kind, int version, StructLayout layout) {
        return checked(RegionOpening.open(RegionRequest.open(RegionPath.of(regionName))), kind, version, layout);
    }

    private static RegionObject make(String regionName, RegionObjectSpec spec, Mode mode) {
        String text = spec.layout().text();
        long header = RegionObjectLayout.bodyOffset(text.getBytes(StandardCharsets.UTF_8).length);
        long sizeBytes = Math.addExact(header, spec.bodyBytes());
        RegionRequest request = RegionRequest.make(RegionPath.of(regionName), mode, sizeBytes)
                .atLeast(1)
                .initializer(attachment -> {
                    RegionObject made =
                            new RegionObject(attachment, attachment.payloadOffset(), spec.version(), text, sizeBytes);
                    made.writeHeader(spec.kind());
                    spec.initializer().accept(made);
                });
        return checked(RegionOpening.open(request), spec.kind(), spec.version(), spec.layout());
    }

    /** Reads the object of an attachment that nobody else here has, and closes that if it is not what was asked for. */
    private static RegionObject checked(Attachment region, String kind, int version, StructLayout layout) {
        try {
            RegionObject found = read(region, kind);
            if (found.version != version) {
                throw new LayoutMismatchException("region '" + region.name() + "' holds " + kind + " of layout version "
                        + found.version + " and this library reads version " + version
                        + ". Use one version of the library in all processes, or delete the region");
            }
            if (!found.text.equals(layout.text())) throw found.mismatch(layout);
            return found;
        } catch (Throwable e) {
            region.close();
            throw e;
        }
    }

    private static RegionObject read(Attachment region, String kind) {
        String where = "region '" + region.name() + "'";
        byte[] header = new byte[(int) Math.min(TEXT, region.payloadBytes())];
        long at = region.memory().addressOf(region.payloadOffset(), header.length);
        RawMemory.copyToArray(at, header, 0, header.length);
        String foundKind = new String(header, KIND, Math.min(Long.BYTES, header.length), StandardCharsets.US_ASCII);
        if (header.length < TEXT || !foundKind.equals(kind)) {
            throw new LayoutMismatchException(where + " holds no " + kind + " but "
                    + (foundKind.matches("[A-Z]+") ? foundKind : "something else")
                    + ". Open it as what it is, or choose another name");
        }
        ObjectHeader fields = ObjectHeader.of(header);
        if (!fields.isSound(region.payloadBytes())) {
            throw new CorruptRegionException(where + ": the header of its " + kind + " is damaged: " + fields
                    + ". Delete the region if its content is not needed");
        }
        byte[] text = new byte[fields.textBytes()];
        RawMemory.copyToArray(
                region.memory().addressOf(region.payloadOffset() + TEXT, text.length), text, 0, text.length);
        if (Fnv.hash(text, 0, text.length, Fnv.START) != fields.fingerprint()) {
            throw new CorruptRegionException(where + ": the layout text of its " + kind + " is damaged."
                    + " Delete the region if its content is not needed");
        }
        return new RegionObject(
                region,
                region.payloadOffset(),
                fields.version(),
                new String(text, StandardCharsets.UTF_8),
                fields.sizeBytes());
    }

    private void writeHeader(String kind) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long at = region.memory().addressOf(offset, bodyOffset - offset + bodyBytes);
        byte[] header = ObjectHeader.bytes(kind, version, bytes, bodyOffset - offset + bodyBytes);
        RawMemory.copyFromArray(header, 0, at, header.length);
        RawMemory.copyFromArray(bytes, 0, at + TEXT, bytes.length);
    }

    private LayoutMismatchException mismatch(StructLayout expected) {
        String difference;
        try {
            difference = expected.difference(StructLayout.parse(text));
        } catch (RuntimeException e) {
            difference = "what is stored cannot be read: " + e.getMessage();
        }
        return new LayoutMismatchException("region '" + region.name() + "' holds another struct than asked for.\n"
                + difference + "\nUse the same class in all processes, or delete the region");
    }

    /** The region's name. */
    public String regionName() {
        return region.name();
    }

    /** The memory of the region; {@link #bodyOffset} is an offset in it. */
    public MemoryScope memory() {
        return region.memory();
    }

    /** Where the structure's own bytes start, a multiple of 64. */
    public long bodyOffset() {
        return bodyOffset;
    }

    /** How many they are. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** This attachment as an owner of claims and seats. */
    public int owner() {
        return region.owner();
    }

    /**
     * Runs a step if an owner is proven dead; its slot cannot be taken until the step is done. The step must change
     * things by a compare-and-set of the exact word in which the owner stood. Costs a system call.
     *
     * @return what the step answered; false, and the step not run, if the owner lives
     */
    public boolean ifDead(int owner, BooleanSupplier step) {
        return region.ifDead(owner, step);
    }

    /** The process id that an owner gave, for messages; 0 if it is no longer known. */
    public long pidOf(int owner) {
        return region.pidOf(owner);
    }

    /** An event count in the body. */
    public EventCount eventCount(long offsetInBody) {
        return new EventCount(region, bodyOffset + offsetInBody);
    }

    /** Adds a question to ask at closing: whether this attachment still owns something in the structure. */
    public void addHolder(BooleanSupplier holdsSomething) {
        region.addHolder(holdsSomething);
    }

    /** Closes the region, if it is the object's own; again does nothing. */
    @Override
    public void close() {
        region.close();
    }
}
