package dev.shm.collections;

import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructAccess;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;
import dev.shm.struct.TextAccess;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** What the processor would write for {@link Tick}; 56 bytes, so that slots straddle cache lines. */
@SuppressWarnings("ReachabilityFenceUsage") // as in generated code
final class SharedTick extends Struct {
    private static final int ID = 0;
    private static final int MIXED = 8;
    private static final int TEXT = 16;
    private static final int CHECK = 48;
    private static final int TEXT_MAX_BYTES = 24;

    static final StructLayout LAYOUT = StructLayout.builder("tick", 1)
            .field("id", FieldType.LONG)
            .field("mixed", FieldType.LONG)
            .text("text", TEXT_MAX_BYTES)
            .field("check", FieldType.LONG)
            .build();

    static final StructType<Tick, SharedTick> TYPE = new Type();

    SharedTick() {
        super(LAYOUT);
    }

    long id() {
        return get(ID);
    }

    SharedTick id(long value) {
        return put(ID, value);
    }

    long mixed() {
        return get(MIXED);
    }

    SharedTick mixed(long value) {
        return put(MIXED, value);
    }

    @Nullable
    String text() {
        return TextAccess.get(this, "text", StructAccess.readAddress(this) + TEXT, TEXT_MAX_BYTES);
    }

    SharedTick text(@Nullable CharSequence value) {
        int checked = TextAccess.check(LAYOUT, "text", TEXT_MAX_BYTES, value);
        TextAccess.put(StructAccess.writeAddress(this) + TEXT, TEXT_MAX_BYTES, value, checked);
        Reference.reachabilityFence(this);
        return this;
    }

    long check() {
        return get(CHECK);
    }

    SharedTick check(long value) {
        return put(CHECK, value);
    }

    Tick get() {
        return new Tick(id(), mixed(), text(), check());
    }

    private long get(int offset) {
        long value = RawMemory.getLong(StructAccess.readAddress(this) + offset);
        Reference.reachabilityFence(this);
        return value;
    }

    private SharedTick put(int offset, long value) {
        RawMemory.putLong(StructAccess.writeAddress(this) + offset, value);
        Reference.reachabilityFence(this);
        return this;
    }

    private static final class Type extends StructType<Tick, SharedTick> {
        private Type() {
            super(Tick.class, LAYOUT);
        }

        @Override
        public SharedTick newFlyweight() {
            return new SharedTick();
        }

        @Override
        public Tick read(SharedTick source) {
            return source.get();
        }

        @Override
        public void write(SharedTick target, Tick value) {
            int checked = TextAccess.check(LAYOUT, "text", TEXT_MAX_BYTES, value.text());
            long address = StructAccess.writeAddress(target);
            RawMemory.putLong(address + ID, value.id());
            RawMemory.putLong(address + MIXED, value.mixed());
            TextAccess.put(address + TEXT, TEXT_MAX_BYTES, value.text(), checked);
            RawMemory.putLong(address + CHECK, value.check());
            Reference.reachabilityFence(target);
        }
    }
}
