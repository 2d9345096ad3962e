package demo.base;

import dev.shm.struct.MaxBytes;
import dev.shm.struct.SharedStruct;

/** Extended in another package, which reaches all but {@code owner} by accessors. */
@SharedStruct(id = "account")
public class Account {
    long opened;
    protected int kind;
    private boolean isActive;
    private Boolean trusted;

    @MaxBytes(8)
    public String owner;

    public long getOpened() {
        return opened;
    }

    public void setOpened(long value) {
        opened = value;
    }

    public int kind() {
        return kind;
    }

    public void kind(int value) {
        kind = value;
    }

    public boolean isActive() {
        return isActive;
    }

    public void setActive(boolean value) {
        isActive = value;
    }

    public Boolean isTrusted() {
        return trusted;
    }

    public void setTrusted(Boolean value) {
        trusted = value;
    }
}
