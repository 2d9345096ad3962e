package dev.shm.benchmarks.map;

/** What is done to a map again and again, with keys in a random order; each is a loop of its own for the JIT. */
enum MapOp {
    GET {
        @Override
        void run(Table table, int entries, int count, Order order) {
            for (int i = 0; i < count; i++) order.keep(table.get(order.next(entries)));
        }
    },
    PUT {
        @Override
        void run(Table table, int entries, int count, Order order) {
            for (int i = 0; i < count; i++) table.put(order.next(entries), i);
        }
    },
    UPDATE {
        @Override
        void run(Table table, int entries, int count, Order order) {
            for (int i = 0; i < count; i++) table.update(order.next(entries), 1);
        }
    },
    MISS {
        @Override
        void run(Table table, int entries, int count, Order order) {
            for (int i = 0; i < count; i++) {
                if (table.contains(entries + order.next(entries))) throw new IllegalStateException("not put");
            }
        }
    },
    /** Counts keys. */
    BATCH {
        @Override
        void run(Table table, int entries, int count, Order order) {
            int[] indices = new int[Table.BATCH];
            for (int i = 0; i < count; i += Table.BATCH) {
                for (int j = 0; j < Table.BATCH; j++) indices[j] = order.next(entries);
                order.keep(table.getAll(indices));
            }
        }
    },
    /** Puts all keys, each once. */
    FILL {
        @Override
        void run(Table table, int entries, int count, Order order) {
            for (int index : Order.shuffled(entries)) table.put(index, index);
        }
    },
    /** Takes all keys out. */
    CLEAR {
        @Override
        void run(Table table, int entries, int count, Order order) {
            table.clear();
        }
    };

    abstract void run(Table table, int entries, int count, Order order);

    /** As in what is measured of it. */
    String measure() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
