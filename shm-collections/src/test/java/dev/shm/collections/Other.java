package dev.shm.collections;

import dev.shm.struct.FieldType;
import dev.shm.struct.Struct;
import dev.shm.struct.StructLayout;
import dev.shm.struct.StructType;

/** A struct that is no {@link SharedTick}. */
final class Other extends Struct {
    static final StructLayout LAYOUT =
            StructLayout.builder("tick", 1).field("id", FieldType.LONG).build();

    static final StructType<Object, Other> TYPE = new StructType<>(Object.class, LAYOUT) {
        @Override
        public Other newFlyweight() {
            return new Other();
        }

        @Override
        public Object read(Other source) {
            return new Object();
        }

        @Override
        public void write(Other target, Object value) {}
    };

    Other() {
        super(LAYOUT);
    }
}
