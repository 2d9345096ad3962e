package dev.shm.collections;

import dev.shm.collections.internal.map.MapTable;
import dev.shm.collections.internal.map.MapWrite;
import dev.shm.collections.internal.map.PrivateBytes;
import org.jspecify.annotations.Nullable;

/**
 * One change of a map of bytes by the calling thread, and what the thread needs for looking. Confined to its thread.
 */
final class CodecTurn {
    private final MapTable table;
    private final MapWrite write;
    private final PrivateBytes key = new PrivateBytes();
    private final PrivateBytes value = new PrivateBytes();
    private final PrivateBytes sought = new PrivateBytes();
    private final PrivateBytes seen = new PrivateBytes();
    private boolean open;

    CodecTurn(MapTable table) {
        this.table = table;
        this.write = table.write();
    }

    /** The value with a key; null if it is not there. */
    byte @Nullable [] look(byte[] wanted) {
        int size = lookUp(wanted);
        return size < 0 ? null : seen.toArray(size);
    }

    boolean isThere(byte[] wanted) {
        return lookUp(wanted) >= 0;
    }

    private int lookUp(byte[] wanted) {
        long address = sought.put(wanted);
        return table.getBytes(table.hashOfBytes(address, wanted.length), address, wanted.length, seen);
    }

    /** Locks the place of a key and finds it; whether it is there. Must be ended. */
    boolean start(byte[] wanted) {
        if (open) {
            throw new IllegalStateException(
                    "map '" + table.name() + "' is being changed by this thread: a function that"
                            + " is given a value of a map must not change that map. Change it after the call");
        }
        long address = key.put(wanted);
        write.begin(table.hashOfBytes(address, wanted.length), wanted.length, address);
        open = true;
        return write.isPresent();
    }

    void end() {
        open = false;
        write.end();
    }

    /** The value that was found. */
    byte[] present() {
        return seen.toArray(write.valueBytes(seen));
    }

    void put(byte[] bytes) {
        write.putBytes(value.put(bytes), bytes.length);
    }

    void remove() {
        write.remove();
    }
}
