package bad;

import dev.shm.struct.SharedStruct;

@SharedStruct
public class Access {
    private int neither; // error: SHM032 SHM033
    private int unset; // error: SHM033
    private int unread; // error: SHM032
    private int wrongType; // error: SHM032 SHM033
    private int throwing; // error: SHM032
    private int hidden; // error: SHM032
    private int fixed; // error: SHM032
    private final int constant = 1; // error: SHM031 SHM032
    private boolean flag;

    int getUnset() {
        return unset;
    }

    void setUnread(int value) {
        unread = value;
    }

    long getWrongType() {
        return wrongType;
    }

    void setWrongType(long value) {
        wrongType = (int) value;
    }

    int getThrowing() throws Exception {
        return throwing;
    }

    void setThrowing(int value) {
        throwing = value;
    }

    private int getHidden() {
        return hidden;
    }

    void setHidden(int value) {
        hidden = value;
    }

    static int getFixed() {
        return 1;
    }

    void setFixed(int value) {
        fixed = value;
    }

    boolean flag() {
        return flag;
    }

    void flag(boolean value) {
        flag = value;
    }
}
