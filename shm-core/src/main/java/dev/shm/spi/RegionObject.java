package dev.shm.spi;

import dev.shm.LayoutMismatchException;
import dev.shm.SharedRegion;
import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionAccess;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import dev.shm.memory.MemoryScope;
import dev.shm.struct.CorruptStructException;
import dev.shm.struct.StructLayout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A data structure's place in a region: memory that describes itself, and what the structure needs to survive deaths.
 *
 * <p>An object has a name in its region. It is made whole or not at all, by exactly one process; what it is, and the
 * layout of what it holds, is stored with it and compared when it is opened. A structure with a region of its own is
 * the object of the region's name in it. Any thread may call any method.
 */
public final class RegionObject implements AutoCloseable {
    /** Payload of a region that is there for one object only; a region has at least some. */
    private static final long NO_PAYLOAD_BYTES = 64;

    private final Attachment region;
    private final boolean ownRegion;
    private final ObjectHeader header;

    private RegionObject(Attachment region, boolean ownRegion, ObjectHeader header) {
        this.region = region;
        this.ownRegion = ownRegion;
        this.header = header;
    }

    /** Creates the object in a new region of its own. */
    public static RegionObject create(String regionName, RegionObjectSpec spec) {
        return inOwnRegion(regionName, spec, Mode.CREATE);
    }

    /** Joins the object in its own region, or creates both. */
    public static RegionObject openOrCreate(String regionName, RegionObjectSpec spec) {
        return inOwnRegion(regionName, spec, Mode.OPEN_OR_CREATE);
    }

    /** As {@link #create(String, RegionObjectSpec)}, for a structure that grows: the region may become that large. */
    public static RegionObject create(String regionName, RegionObjectSpec spec, long maxBytes) {
        return inOwnRegion(request(regionName, spec, Mode.CREATE).maxBytes(maxBytes), spec);
    }

    /**
     * As {@link #openOrCreate(String, RegionObjectSpec)}, for a structure that grows: the region may become that large.
     */
    public static RegionObject openOrCreate(String regionName, RegionObjectSpec spec, long maxBytes) {
        return inOwnRegion(request(regionName, spec, Mode.OPEN_OR_CREATE).maxBytes(maxBytes), spec);
    }

    /**
     * Joins the object in its own region.
     *
     * @throws LayoutMismatchException if it is of another kind or version, or holds another layout
     */
    public static RegionObject open(String regionName, String kind, int version, @Nullable StructLayout layout) {
        Attachment region = RegionOpening.open(RegionRequest.open(RegionPath.of(regionName)));
        return inAttachedRegion(region, new RegionObjectSpec(kind, version, layout, 0, made -> {}));
    }

    /** As {@link #open}, to look only: whatever would write or lock throws {@code ReadOnlyRegionException}. */
    public static RegionObject openReadOnly(
            String regionName, String kind, int version, @Nullable StructLayout layout) {
        Attachment region =
                RegionOpening.open(RegionRequest.open(RegionPath.of(regionName)).readOnly());
        return inAttachedRegion(region, new RegionObjectSpec(kind, version, layout, 0, made -> {}));
    }

    /**
     * Another object of the same region, made on first use: more memory for a structure that grows. That of a process
     * which died before it used it is found under its name again, so nothing is lost.
     *
     * @param suffix is put behind the name of this one and a colon, which no user's object can have in its name
     * @throws dev.shm.RegionSpaceException if there is no room; nothing changes then
     */
    public RegionObject extent(String suffix, RegionObjectSpec spec) {
        RegionObject extent = findOrCreate(region, false, name() + ':' + suffix, spec);
        extent.check(spec);
        return extent;
    }

    /** Locks that are words of the region's memory. */
    public WordLocks wordLocks() {
        return region.companion(WordLocks.class, WordLocks::new);
    }

    /** Whether an owner's token is of an attachment of this process, also another than this one. */
    public boolean isOfThisProcess(int owner) {
        return region.isOfThisProcess(owner);
    }

    /** How many bytes of the region have space behind them. */
    public long spaceBytes() {
        return region.spaceBytes();
    }

    /** Joins a named object of a region, or creates it on first use. */
    public static RegionObject in(SharedRegion region, String name, RegionObjectSpec spec) {
        RegionPath.checkName(name, "of an object in region '" + region.name() + "'");
        Attachment attachment = RegionAccess.attachment(region);
        RegionObject object = findOrCreate(attachment, false, name, spec);
        object.check(spec);
        return object;
    }

    /**
     * As {@link #in}, for a structure that can work with a compatible layout of another version; it then asks for
     * {@link #storedLayout}.
     */
    public static RegionObject evolving(SharedRegion region, String name, RegionObjectSpec spec) {
        RegionPath.checkName(name, "of an object in region '" + region.name() + "'");
        Attachment attachment = RegionAccess.attachment(region);
        RegionObject object = findOrCreate(attachment, false, name, spec);
        object.checkKind(spec);
        if (!object.isCompatible(spec)) throw object.mismatch(spec);
        return object;
    }

    private static RegionObject inOwnRegion(String name, RegionObjectSpec spec, Mode mode) {
        return inOwnRegion(request(name, spec, mode).roomFor(spec.bodyBytes()), spec);
    }

    private static RegionObject inOwnRegion(RegionRequest request, RegionObjectSpec spec) {
        return inAttachedRegion(RegionOpening.open(request), spec);
    }

    private static RegionRequest request(String name, RegionObjectSpec spec, Mode mode) {
        return RegionRequest.make(RegionPath.of(name), mode, NO_PAYLOAD_BYTES)
                .initializer(attachment -> findOrCreate(attachment, true, name, spec));
    }

    /** Finds the object of an attachment that nobody else here has, and closes that if it is not what was asked for. */
    private static RegionObject inAttachedRegion(Attachment region, RegionObjectSpec spec) {
        try {
            ObjectHeader found = RegionDirectory.of(region).find(region.name());
            if (found == null) {
                throw new LayoutMismatchException("region '" + region.name() + "' holds no " + spec.kind()
                        + " of its own. Open it with SharedRegion, or choose another name");
            }
            RegionObject object = new RegionObject(region, true, found);
            object.check(spec);
            return object;
        } catch (Throwable e) {
            region.close();
            throw e;
        }
    }

    private static RegionObject findOrCreate(Attachment region, boolean own, String name, RegionObjectSpec spec) {
        ObjectHeader header = RegionDirectory.of(region)
                .findOrCreate(
                        name, spec.kind(), spec.version(), spec.text(), spec.bodyBytes(), made -> spec.initializer()
                                .accept(new RegionObject(region, own, made)));
        return new RegionObject(region, own, header);
    }

    private void check(RegionObjectSpec spec) {
        checkKind(spec);
        boolean sameVersion = isCompatible(spec)
                && (spec.layout() == null
                        || storedLayout().version() == spec.layout().version());
        if (!sameVersion) throw mismatch(spec);
    }

    /** Whether the stored layout is what is asked for, or differs only by what was appended. */
    private boolean isCompatible(RegionObjectSpec spec) {
        if (header.text().equals(spec.text())) return true;
        if (spec.layout() == null) return false;
        try {
            return spec.layout().isCompatible(storedLayout());
        } catch (CorruptStructException e) {
            return false; // the message will say so
        }
    }

    /**
     * The layout that was stored with the object.
     *
     * @throws CorruptStructException if what is stored is none
     */
    public StructLayout storedLayout() {
        return StructLayout.parse(header.text());
    }

    private LayoutMismatchException mismatch(RegionObjectSpec spec) {
        String versions = isCompatible(spec)
                ? "\nA " + spec.kind() + " holds one version of a struct, unlike a struct with a name."
                : "";
        return new LayoutMismatchException(what() + " holds another struct than asked for; the region was created by"
                + " process " + region.creatorPid() + ".\n" + difference(spec.layout()) + versions
                + "\nUse the same class in all processes, or delete the region");
    }

    private void checkKind(RegionObjectSpec spec) {
        if (!header.kind().equals(spec.kind())) {
            throw new LayoutMismatchException(what() + " is " + header.kind() + " and no " + spec.kind()
                    + ". Open it as what it is, or choose another name");
        }
        if (header.version() != spec.version()) {
            throw new LayoutMismatchException(what() + " is " + header.kind() + " of layout version "
                    + header.version() + " and this library has version " + spec.version()
                    + ". Use one version of the library in all processes, or delete the region");
        }
    }

    private String difference(@Nullable StructLayout expected) {
        if (expected == null) return "found: " + header.text();
        try {
            return expected.difference(StructLayout.parse(header.text()));
        } catch (RuntimeException e) {
            return "what is stored cannot be read: " + e.getMessage();
        }
    }

    private String what() {
        return ownRegion
                ? "region '" + region.name() + "'"
                : "'" + header.name() + "' in region '" + region.name() + "'";
    }

    /** The object's name. */
    public String name() {
        return header.name();
    }

    /** The memory of the region; {@link #bodyOffset} is an offset in it. */
    public MemoryScope memory() {
        return region.memory();
    }

    /** Where the structure's own bytes start, a multiple of 128. */
    public long bodyOffset() {
        return header.bodyOffset();
    }

    /** How many they are. */
    public long bodyBytes() {
        return header.bodyBytes();
    }

    /** This attachment as an owner of claims and seats. */
    public int owner() {
        return region.owner();
    }

    /**
     * Runs a step if an owner is proven dead; until it is done the owner's slot cannot be taken, and nobody else runs a
     * step for that owner. The step must look whether the owner still stands in the word, and change that by a
     * compare-and-set. It must not ask after another owner. Costs a system call.
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
        return new EventCount(region, bodyOffset() + offsetInBody);
    }

    /**
     * What all who open this object through this attachment share, made on first use: one of a type.
     *
     * @param maker is given this object or one like it, and must not ask for a companion itself
     */
    public <T> T companion(Class<T> type, Function<RegionObject, T> maker) {
        return region.companion(Companions.class, attached -> new Companions()).of(this, type, maker);
    }

    /** Whether the object has a region of its own, which {@link #close} closes. */
    public boolean isOwnRegion() {
        return ownRegion;
    }

    /** Adds a question to ask at closing: whether this attachment still owns something in the structure. */
    public void addHolder(BooleanSupplier holdsSomething) {
        region.addHolder(holdsSomething);
    }

    /** Adds what ends that which threads of this process held when they ended; it is run twice a second. */
    public void addEndedThreadCheck(Runnable check) {
        region.addEndedThreadCheck(check);
    }

    /** Closes the region, if it is the object's own; again does nothing. */
    @Override
    public void close() {
        if (ownRegion) region.close();
    }

    /** The companions of the objects of one attachment. */
    private static final class Companions {
        private final Map<List<Object>, Object> companions = new ConcurrentHashMap<>();

        private <T> T of(RegionObject object, Class<T> type, Function<RegionObject, T> maker) {
            List<Object> key = List.of(object.header.offset(), type);
            return type.cast(companions.computeIfAbsent(key, absent -> maker.apply(object)));
        }
    }
}
