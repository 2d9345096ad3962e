package dev.shm.benchmarks.map;

import net.openhft.chronicle.bytes.BytesIn;
import net.openhft.chronicle.bytes.BytesMarshallable;
import net.openhft.chronicle.bytes.BytesOut;

/** The value of 64 bytes as an object: some first word, and each other word one more than that before it. */
final class EightLongs implements BytesMarshallable {
    private long a;
    private long b;
    private long c;
    private long d;
    private long e;
    private long f;
    private long g;
    private long h;

    static EightLongs of(long first) {
        EightLongs made = new EightLongs();
        made.set(first);
        return made;
    }

    void set(long first) {
        a = first;
        b = first + 1;
        c = first + 2;
        d = first + 3;
        e = first + 4;
        f = first + 5;
        g = first + 6;
        h = first + 7;
    }

    /** The first word, after a look at all. */
    long checked() {
        return checked(a, b, c, d, e, f, g, h);
    }

    static long checked(long a, long b, long c, long d, long e, long f, long g, long h) {
        boolean whole = b == a + 1 && c == a + 2 && d == a + 3 && e == a + 4 && f == a + 5 && g == a + 6 && h == a + 7;
        if (!whole) throw new IllegalStateException("a value that begins with " + a + " is torn");
        return a;
    }

    @Override
    public void readMarshallable(BytesIn<?> bytes) {
        a = bytes.readLong();
        b = bytes.readLong();
        c = bytes.readLong();
        d = bytes.readLong();
        e = bytes.readLong();
        f = bytes.readLong();
        g = bytes.readLong();
        h = bytes.readLong();
    }

    @Override
    public void writeMarshallable(BytesOut<?> bytes) {
        bytes.writeLong(a);
        bytes.writeLong(b);
        bytes.writeLong(c);
        bytes.writeLong(d);
        bytes.writeLong(e);
        bytes.writeLong(f);
        bytes.writeLong(g);
        bytes.writeLong(h);
    }
}
