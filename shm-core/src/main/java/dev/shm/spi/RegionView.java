package dev.shm.spi;

import dev.shm.CorruptRegionException;
import dev.shm.RegionInfo;
import dev.shm.internal.region.RegionLayout;
import dev.shm.internal.region.RegionObserver;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.sync.LockView;
import dev.shm.spi.Finding.Severity;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A region seen from outside, for tools: what is in it, who uses it and what is wrong with it, without its classes and
 * without being attached. It takes no slot and no lock, maps and writes nothing, and so disturbs nobody; who is alive
 * is asked of the kernel without touching the locks that say so.
 *
 * <p>Everything is read from bytes copied out at some moment, while processes may be changing them: two values need not
 * be of the same instant. Confined to one thread.
 *
 * <pre>{@code
 * try (RegionView region = RegionView.open("prices")) {
 *     Description all = region.describe();
 *     all.findings().forEach(System.out::println);
 * }
 * }</pre>
 */
public final class RegionView implements AutoCloseable {
    private final RegionObserver observer;
    private final Inspectors inspectors = new Inspectors();

    private RegionView(RegionObserver observer) {
        this.observer = observer;
    }

    /**
     * Opens a region for looking.
     *
     * @throws dev.shm.RegionNotFoundException if there is none
     * @throws CorruptRegionException if the file under the name is no whole region
     */
    public static RegionView open(String name) {
        return new RegionView(RegionObserver.open(RegionPath.of(name)));
    }

    /** As {@link #open(String)}, of a region in another file. */
    public static RegionView open(Path file) {
        return new RegionView(RegionObserver.open(RegionPath.of(file)));
    }

    /** As {@link dev.shm.SharedRegion#delete}, of a region in another file. */
    public static boolean delete(Path file) {
        return RegionOpening.delete(RegionPath.of(file));
    }

    /** What is told of every region, as it is now. */
    public RegionInfo info() {
        return observer.info();
    }

    /** Whether the name still stands for this region; false once it was deleted or made anew. */
    public boolean isStillNamed() {
        return observer.isStillNamed();
    }

    /** All that can be told of the region now: header, processes, embedded mutex and objects, the newest last. */
    public Description describe() {
        Description region = new Description();
        ObjectChain chain = ObjectChain.read(observer);
        new RegionDescriber(observer, chain).describe(region);
        LockView.of(this, RegionLayout.MUTEX).describe(region.child("mutex"), true);
        LockView.of(this, RegionLayout.HEAP_LOCK).describe(region.child("directory lock"), false);
        region.list("objects");
        Set<String> names = new HashSet<>();
        for (ObjectHeader header : chain.oldestFirst()) {
            Description into = region.addTo("objects", header.name());
            if (!names.add(header.name())) into.report(Severity.ERROR, "another object has the same name");
            inspectors.inspect(new ObjectView(this, header), into);
        }
        return region;
    }

    /**
     * Looks for what is wrong. Where something seems to be, it looks again and tells only what is found twice in one
     * place, because processes may have been in the middle of a change. It changes nothing itself.
     */
    public List<Finding> verify() {
        List<Finding> seen = describe().findings();
        if (seen.isEmpty()) return seen;
        Set<String> places = new HashSet<>();
        for (Finding finding : seen) places.add(finding.severity() + finding.where());
        return describe().findings().stream()
                .filter(finding -> places.contains(finding.severity() + finding.where()))
                .toList();
    }

    /**
     * Copies bytes of the region out.
     *
     * @param offset from the start of the region, as in its file; untrusted
     * @return little-endian
     * @throws CorruptRegionException if the region has no such bytes
     */
    public ByteBuffer bytes(long offset, int length) {
        if (offset < 0 || length < 0 || offset > observer.fileBytes() - length) {
            throw new CorruptRegionException("region '" + info().name() + "' has " + observer.fileBytes()
                    + " bytes; offset " + offset + ", length " + length + " is not in it");
        }
        return observer.bytes(offset, length);
    }

    /** Copies bytes of the payload out, from an offset in it; as many as there are. */
    public ByteBuffer payload(long offset, int length) {
        long from = Math.max(0, Math.min(offset, observer.payloadBytes()));
        return bytes(observer.payloadOffset() + from, (int) Math.min(length, observer.payloadBytes() - from));
    }

    /** How many attachments there can be at a time. */
    public int slotCount() {
        return observer.slotCount();
    }

    /** Whoever an owner token names. */
    public OwnerView owner(int token) {
        return OwnerView.of(observer, token);
    }

    @Override
    public void close() {
        observer.close();
    }
}
