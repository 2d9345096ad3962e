package dev.shm.collections;

import dev.shm.memory.RawMemory;
import dev.shm.struct.FieldType;
import dev.shm.struct.StructField;
import dev.shm.struct.StructLayout;
import java.util.ArrayList;
import java.util.List;

/** Where a struct has floating-point numbers. All that are none are equal, and so must have the same bytes. */
final class Nans {
    private final List<Integer> floats = new ArrayList<>();
    private final List<Integer> doubles = new ArrayList<>();

    /** All of a struct that begins at an offset. */
    void add(StructLayout layout, int start) {
        for (StructField field : layout.fields()) {
            int count = field.isArray() ? field.length() : 1;
            for (int i = 0; i < count; i++) {
                int offset = start + field.offset() + i * field.elementBytes();
                StructLayout inner = field.struct();
                if (inner == null) add(field, offset);
                else add(inner, offset);
            }
        }
    }

    /** One field, or one element of it, at an offset. */
    void add(StructField field, int offset) {
        if (field.type() == FieldType.FLOAT) floats.add(offset);
        if (field.type() == FieldType.DOUBLE) doubles.add(offset);
    }

    /** Makes all NaNs of a private struct the same. */
    void unify(long struct) {
        for (int i = 0; i < floats.size(); i++) {
            long address = struct + floats.get(i);
            if (Float.isNaN(RawMemory.getFloat(address))) RawMemory.putFloat(address, Float.NaN);
        }
        for (int i = 0; i < doubles.size(); i++) {
            long address = struct + doubles.get(i);
            if (Double.isNaN(RawMemory.getDouble(address))) RawMemory.putDouble(address, Double.NaN);
        }
    }
}
