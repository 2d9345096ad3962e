package demo;

import dev.shm.collections.GenerateQueue;
import dev.shm.collections.GenerateTopic;
import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** A message, for {@link SharedQueueContract} and {@link OrderTopicTest}. */
@SharedStruct
@GenerateQueue
@GenerateTopic
class Order {
    enum Side {
        BUY,
        SELL
    }

    long id;
    int quantity;
    Side side;

    @MaxBytes(8)
    String symbol;

    static Order of(long id) {
        Order order = new Order();
        order.id = id;
        order.quantity = (int) id * 3 + 1;
        order.side = id % 3 == 0 ? null : id % 3 == 1 ? Side.BUY : Side.SELL;
        order.symbol = id % 4 == 0 ? null : "S" + id % 1000;
        return order;
    }

    @Override
    public String toString() {
        return "Order[" + id + ", " + quantity + ", " + side + ", " + symbol + "]";
    }
}
