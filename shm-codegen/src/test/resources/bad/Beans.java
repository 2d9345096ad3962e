package bad;

import dev.shm.struct.SharedStruct;

@SharedStruct
public class Beans {
    private boolean isOpen;
    private Boolean fast;
    private Boolean isEasy;
    private boolean isolated; // error: SHM032 SHM033
    private int a;
    private int A; // error: SHM066
    private int throwing; // error: SHM033

    public boolean isOpen() {
        return isOpen;
    }

    public void setOpen(boolean value) {
        isOpen = value;
    }

    public Boolean isFast() {
        return fast;
    }

    public void setFast(Boolean value) {
        fast = value;
    }

    public Boolean getEasy() {
        return isEasy;
    }

    public void setEasy(Boolean value) {
        isEasy = value;
    }

    public boolean isOlated() {
        return isolated;
    }

    public void setOlated(boolean value) {
        isolated = value;
    }

    public int getA() {
        return a;
    }

    public void setA(int value) {
        a = value;
    }

    public int getThrowing() {
        return throwing;
    }

    public void setThrowing(int value) throws Exception {
        throwing = value;
    }
}
