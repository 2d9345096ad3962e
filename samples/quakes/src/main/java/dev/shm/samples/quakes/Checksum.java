package dev.shm.samples.quakes;

/** A running number over every field of every event: one lost, doubled, torn or out of order changes it. */
final class Checksum {
    private static final long PRIME = 0x100_0000_01b3L;

    private final StringBuilder text = new StringBuilder();
    private long value = 0xcbf2_9ce4_8422_2325L;

    /** Adds an event as it is about to be sent. */
    void add(Quake quake) {
        text.setLength(0);
        text.append(quake.id()).append(quake.place());
        add(quake.sequence(), quake.timeMillis(), quake.magnitude(), quake.longitude());
        addRest(quake.latitude(), quake.depthKm());
    }

    /** Adds an event as it lies in shared memory, without making an object of it. */
    void add(SharedQuake quake) {
        text.setLength(0);
        quake.appendIdTo(text);
        quake.appendPlaceTo(text);
        add(quake.sequence(), quake.timeMillis(), quake.magnitude(), quake.longitude());
        addRest(quake.latitude(), quake.depthKm());
    }

    /** Goes on from the value of an earlier one. */
    void restore(long earlier) {
        value = earlier;
    }

    long value() {
        return value;
    }

    private void add(long sequence, long timeMillis, double magnitude, double longitude) {
        mix(sequence);
        mix(timeMillis);
        mix(Double.doubleToRawLongBits(magnitude));
        mix(Double.doubleToRawLongBits(longitude));
    }

    private void addRest(double latitude, double depthKm) {
        mix(Double.doubleToRawLongBits(latitude));
        mix(Double.doubleToRawLongBits(depthKm));
        long hash = 0;
        for (int i = 0; i < text.length(); i++) hash = hash * 31 + text.charAt(i);
        mix(hash);
    }

    private void mix(long bits) {
        value = (value ^ bits) * PRIME;
        value ^= value >>> 29;
    }
}
