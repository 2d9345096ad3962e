package dev.shm;

import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of a region: set some, then {@link #create}, {@link #open} or {@link #openOrCreate}.
 *
 * <pre>{@code
 * SharedRegion region = SharedRegion.builder("prices").size(1 << 20).lifetime(Lifetime.WHILE_ATTACHED).openOrCreate();
 * }</pre>
 *
 * <p>Confined to one thread.
 */
public final class RegionBuilder {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String name;
    private @Nullable Path file;
    private long sizeBytes;
    private long maxBytes;
    private Lifetime lifetime = Lifetime.UNTIL_DELETED;
    private Set<PosixFilePermission> permissions = OWNER_ONLY;
    private boolean readOnly;
    private @Nullable Consumer<SharedRegion> initializer;

    RegionBuilder(String name) {
        this.name = name;
        RegionPath.of(name); // an illegal name is told here
    }

    /** Payload in bytes: of a region to be created, and the least that is accepted of one that is there. */
    public RegionBuilder size(long bytes) {
        if (bytes <= 0) throw new IllegalArgumentException("region '" + name + "': size " + bytes + " is not positive");
        sizeBytes = bytes;
        return this;
    }

    /**
     * How large the region may ever grow, with the named objects in it. It costs address space only. Default: payload
     * and 64 MiB. Less where the limits of this process say so.
     */
    public RegionBuilder maxSize(long bytes) {
        if (bytes <= 0)
            throw new IllegalArgumentException("region '" + name + "': maxSize " + bytes + " is not positive");
        maxBytes = bytes;
        return this;
    }

    /**
     * Another file than that of the name in the folder of shared memory; on a tmpfs, unless slow writes are welcome.
     * {@link SharedRegion#list()} and {@link SharedRegion#delete} do not see it: remove it with {@code shm rm PATH}, or
     * let it go with {@link Lifetime#WHILE_ATTACHED}.
     */
    public RegionBuilder file(Path path) {
        file = Objects.requireNonNull(path, "path");
        return this;
    }

    /** How long the name lasts; of a region to be created. Default: until deleted. */
    public RegionBuilder lifetime(Lifetime time) {
        lifetime = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Who may use the file of a region to be created. Default: its owner alone. Naming anybody else also says that the
     * region of another user may be opened: whoever can write it can change it at any time.
     */
    public RegionBuilder permissions(Set<PosixFilePermission> allowed) {
        permissions = Set.copyOf(allowed);
        return this;
    }

    /**
     * Opens for looking only: every writing call throws {@link ReadOnlyRegionException}. Any process that may read the
     * file can; it is not in the process table, takes no locks, and keeps no region alive.
     */
    public RegionBuilder readOnly() {
        readOnly = true;
        return this;
    }

    /** As that of {@link SharedRegion#openOrCreate(String, long, Consumer)}; of a region to be created. */
    public RegionBuilder initializer(Consumer<SharedRegion> initializing) {
        initializer = Objects.requireNonNull(initializing, "initializing");
        return this;
    }

    /** As {@link SharedRegion#create(String, long)}. */
    public SharedRegion create() {
        return make(Mode.CREATE);
    }

    /** As {@link SharedRegion#open(String)}; if a size is given, the region must have as much. */
    public SharedRegion open() {
        RegionRequest request = RegionRequest.open(path());
        if (sizeBytes > 0) request.atLeast(sizeBytes);
        if (readOnly) request.readOnly();
        return SharedRegion.open(request.permissions(permissions), null);
    }

    /** As {@link SharedRegion#openOrCreate(String, long)}; to read only it joins, as {@link #open()}. */
    public SharedRegion openOrCreate() {
        return readOnly ? open() : make(Mode.OPEN_OR_CREATE);
    }

    private SharedRegion make(Mode mode) {
        if (readOnly) {
            throw new IllegalArgumentException("region '" + name
                    + "': readOnly() does not go with create(), for a region to be created must be written");
        }
        if (maxBytes > 0 && maxBytes < sizeBytes) {
            throw new IllegalArgumentException("region '" + name + "': size " + sizeBytes + " is more than maxSize "
                    + maxBytes + ". Leave room for the named objects as well");
        }
        RegionRequest request = RegionRequest.make(path(), mode, sizeBytes).permissions(permissions);
        if (maxBytes > 0) request.maxBytes(maxBytes);
        if (lifetime == Lifetime.WHILE_ATTACHED) request.lastingWhileAttached();
        return SharedRegion.open(request, initializer);
    }

    private RegionPath path() {
        return file == null ? RegionPath.of(name) : RegionPath.of(name, file);
    }
}
