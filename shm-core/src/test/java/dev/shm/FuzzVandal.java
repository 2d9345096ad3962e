package dev.shm;

import dev.shm.FuzzTemplate.Part;
import dev.shm.FuzzTemplate.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Scribbles over a region's file, as a program that has lost its way or means ill would. */
final class FuzzVandal {
    private static final int NEAR = 192;

    private final FuzzTemplate template;
    private final FileChannel file;
    private final Random dice;

    /** Owner tokens of attachments that live; somebody who waits for one of those rightly waits. */
    private final List<Integer> live;

    /** What was damaged. */
    final Set<Part> damaged = EnumSet.noneOf(Part.class);

    /** What a live attachment was named as the owner of. */
    final Set<Part> liveNamed = EnumSet.noneOf(Part.class);

    FuzzVandal(FuzzTemplate template, FileChannel file, Random dice, List<Integer> live) {
        this.template = template;
        this.file = file;
        this.dice = dice;
        this.live = live;
        damaged.addAll(template.unhealthy());
    }

    void scribble(int times) throws IOException {
        for (int i = 0; i < times; i++) scribble();
    }

    private void scribble() throws IOException {
        Range range = template.ranges.get(dice.nextInt(template.ranges.size()));
        // Most of a table of holders is never looked at; its beginning is.
        int length = dice.nextInt(8) == 0 ? range.length() : Math.min(range.length(), NEAR);
        int at = range.offset() + dice.nextInt(length);
        damaged.add(range.part());
        switch (dice.nextInt(6)) {
            case 0, 1 -> flip(at, 1 << dice.nextInt(8));
            case 2 -> flip(at, 1 + dice.nextInt(255));
            case 3 -> put(at & -Integer.BYTES, hostile(range, at), Integer.BYTES);
            default -> put(at & -Long.BYTES, hostile(range, at), Long.BYTES);
        }
        if (dice.nextInt(4) > 0) return;
        if (range.part() == Part.OBJECTS) {
            template.forgeObject(file, range.offset());
            damaged.add(Part.FORGED);
        } else if (range.part() == Part.HEADER) {
            template.forgeHeader(file);
            damaged.add(Part.FORGED);
        }
    }

    private long hostile(Range range, int at) throws IOException {
        long before = ByteBuffer.wrap(FuzzTemplate.read(file, at & -Long.BYTES, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        return switch (dice.nextInt(13)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << dice.nextInt(64);
            case 3 -> dice.nextLong();
            case 4 -> before + dice.nextInt(9) - 4;
            case 5 -> Long.MAX_VALUE - dice.nextInt(128);
            case 6, 7 -> decorated(template.deadOwner);
            case 8, 9 -> decorated(live(range.part()));
            case 10 -> template.objects.get(dice.nextInt(template.objects.size()));
            case 11 -> range.offset();
            default ->
                List.of(template.heapOffset, template.fileBytes, template.fileBytes - 1, template.fileBytes - 128)
                        .get(dice.nextInt(4));
        };
    }

    private int live(Part part) {
        if (live.isEmpty()) return template.deadOwner;
        liveNamed.add(part);
        return live.get(dice.nextInt(live.size()));
    }

    /** An owner with flags, a thread or a count. */
    private long decorated(int owner) {
        long high =
                switch (dice.nextInt(5)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    case 2 -> Integer.MAX_VALUE;
                    case 3 -> Thread.currentThread().getId();
                    default -> dice.nextInt();
                };
        return high << 32 | (long) dice.nextInt(4) << 30 | owner;
    }

    private void flip(int at, int bits) throws IOException {
        put(at, FuzzTemplate.read(file, at, 1)[0] ^ bits, 1);
    }

    private void put(int at, long value, int count) throws IOException {
        ByteBuffer word =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        file.write(word.limit(count), at);
    }
}
