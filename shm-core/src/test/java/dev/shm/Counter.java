package dev.shm;

import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import java.lang.ref.Reference;

/** A struct of one long, as the processor would write it; this module cannot use the processor. */
final class Counter extends Struct {
    static final StructLayout LAYOUT =
            StructLayout.builder("counter", 1).field("count", FieldType.LONG).build();
    static final StructType<Long, Counter> TYPE = new Type(LAYOUT);

    /** The same by another name of its field. */
    static final StructType<Long, Counter> OTHER_TYPE = new Type(
            StructLayout.builder("counter", 1).field("total", FieldType.LONG).build());

    private Counter(StructLayout layout) {
        super(layout);
    }

    @SuppressWarnings("ReachabilityFenceUsage")
    long count() {
        long value = RawMemory.getLong(StructAccess.readAddress(this));
        Reference.reachabilityFence(this);
        return value;
    }

    @SuppressWarnings("ReachabilityFenceUsage")
    Counter count(long value) {
        RawMemory.putLong(StructAccess.writeAddress(this), value);
        Reference.reachabilityFence(this);
        return this;
    }

    private static final class Type extends StructType<Long, Counter> {
        Type(StructLayout layout) {
            super(Long.class, layout);
        }

        @Override
        public Counter newFlyweight() {
            return new Counter(layout());
        }

        @Override
        public Long read(Counter source) {
            return source.count();
        }

        @Override
        public void write(Counter target, Long value) {
            target.count(value);
        }
    }
}
