package demo;

import dev.shm.struct.Atomic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** Holds a nested record and a class with private fields, for {@link SharedPositionTest}. */
final class Market {
    private Market() {}

    @SharedStruct
    record Quote(
            @Atomic int sequence,
            double bid,
            double ask,
            @MaxBytes(4) String venue) {}

    /** An interface: what {@code get()} returns is of a class that the processor writes. */
    @SharedStruct
    interface Named {
        @MaxBytes(8)
        String getName();

        void setName(String name);
    }

    @SharedStruct
    interface Rated extends Named {
        int stars();

        Rated stars(int stars);

        Quote quote();

        default String shown() {
            return getName() + stars();
        }
    }

    @SharedStruct
    static final class Account {
        private long id;

        @MaxBytes(5)
        private String owner;

        private boolean closed;

        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        String owner() {
            return owner;
        }

        Account owner(String value) {
            owner = value;
            return this;
        }

        public boolean isClosed() {
            return closed;
        }

        public void setClosed(boolean closed) {
            this.closed = closed;
        }
    }
}
