package demo;

import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

@SharedStruct(id = "trade", version = 2)
public class Trade {
    public enum Side {
        BUY,
        SELL
    }

    static int made;
    transient int seen;

    long id;
    double price;
    int quantity;
    Side side;

    @MaxBytes(16)
    String symbol;

    volatile long version;
    private boolean open;
    private int value;

    @MaxBytes(70_000)
    private String address;

    public boolean isOpen() {
        return open;
    }

    public void setOpen(boolean open) {
        this.open = open;
    }

    int value() {
        return value;
    }

    Trade value(int value) {
        this.value = value;
        return this;
    }

    String getAddress() {
        return address;
    }

    void setAddress(String address) {
        this.address = address;
    }
}
