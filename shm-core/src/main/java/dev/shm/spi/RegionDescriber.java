package dev.shm.spi;

import dev.shm.RegionInfo;
import dev.shm.internal.region.RegionObserver;
import dev.shm.internal.region.RegionObserver.HeaderState;
import dev.shm.internal.region.RegionObserver.SlotState;
import dev.shm.spi.Finding.Severity;

/** Tells of a region's header and of its process table. */
final class RegionDescriber {
    private final RegionObserver observer;
    private final ObjectChain chain;

    RegionDescriber(RegionObserver observer, ObjectChain chain) {
        this.observer = observer;
        this.chain = chain;
    }

    void describe(Description region) {
        RegionInfo info = observer.info();
        HeaderState state = observer.headerState();
        region.put("name", info.name());
        Description header = region.child("header");
        long objectsEnd = chain.end(observer.heapOffset());
        header.put("file", info.file().toString())
                .put("format version", state.version())
                .put("payload bytes", info.sizeBytes())
                .put("file bytes", info.fileBytes())
                .put("reserved bytes", state.reservedBytes())
                .put("heap used bytes", objectsEnd - observer.heapOffset())
                .put("lifetime", info.lifetime().name())
                .put("created", info.created())
                .put("creator pid", info.creatorPid())
                .put("creator namespace", OwnerView.namespace(state.creatorNamespace()));
        check(header, state, objectsEnd);
        processes(region);
    }

    private void check(Description header, HeaderState state, long objectsEnd) {
        if (state.reservedBytes() < observer.heapOffset() || state.reservedBytes() > observer.fileBytes()) {
            header.report(
                    Severity.ERROR,
                    "reserved bytes " + state.reservedBytes() + " are not between " + observer.heapOffset() + " and "
                            + observer.fileBytes());
        } else if (objectsEnd - state.reservedBytes() >= RegionObjectLayout.ALIGNMENT) {
            header.report(
                    Severity.ERROR,
                    "the objects end at " + objectsEnd + ", beyond the " + state.reservedBytes() + " reserved bytes");
        }
        if (state.heapTouched() < observer.heapOffset() || state.heapTouched() > observer.fileBytes()) {
            header.report(
                    Severity.ERROR,
                    "the mark of the heap's written part, " + state.heapTouched() + ", is not between "
                            + observer.heapOffset() + " and " + observer.fileBytes());
        } else if (state.heapTouched() < objectsEnd
                && objectsEnd - state.heapTouched() >= RegionObjectLayout.ALIGNMENT) {
            header.report(
                    Severity.ERROR,
                    "the mark of the heap's written part, " + state.heapTouched() + ", is below the end of its"
                            + " objects, " + objectsEnd);
        }
        if (chain.brokenAt() != null) {
            header.report(
                    Severity.ERROR,
                    "the chain of objects leads to offset " + chain.brokenAt() + ", where no sound object begins;"
                            + " what was made before it is out of reach");
        }
    }

    private void processes(Description region) {
        region.list("processes");
        for (SlotState slot : observer.slots()) {
            if (!slot.isAttached() && !slot.hasStrayBits()) continue;
            Description process = region.addTo("processes", "slot " + slot.slot());
            process.put("slot", slot.slot())
                    .put("generation", slot.generation())
                    .put("pid", slot.pid())
                    .put("pid namespace", slot.pidNamespace())
                    .put("namespace", OwnerView.namespace(slot.pidNamespace()))
                    .put("since", slot.since())
                    .put("state", OwnerView.state(slot.isAlive()));
            if (slot.hasStrayBits()) {
                process.report(
                        Severity.ERROR, "its word " + Integer.toHexString(slot.word()) + " has bits of no meaning");
            } else if (!slot.isAlive()) {
                process.report(
                        Severity.NOTE, "process " + slot.pid() + " died without detaching; its slot goes to the next");
            }
        }
    }
}
