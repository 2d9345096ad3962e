package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.RegionInfo.AttachedProcess;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(120)
final class RegionOriginProcessTest {
    private final String name = FreshName.of("origin");

    @AfterEach
    void deleteRegion() {
        SharedRegion.delete(name);
    }

    private RegionInfo info() {
        return SharedRegion.list().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void regionWhoseUsersAllDiedIsFoundRecoveredOnce() {
        try (ChildJvm user = holder("openOrCreate")) {
            user.kill();
        }
        assertFalse(info().isInUse());
        assertEquals(1, info().attached().size());
        try (SharedRegion first = SharedRegion.open(name);
                SharedRegion second = SharedRegion.open(name)) {
            assertEquals(Origin.RECOVERED, first.origin());
            assertEquals(Origin.JOINED, second.origin());
        }
        try (SharedRegion later = SharedRegion.open(name)) {
            assertEquals(Origin.JOINED, later.origin());
        }
    }

    @Test
    void regionWithALiveUserIsJoined() {
        try (ChildJvm dying = holder("openOrCreate");
                ChildJvm living = holder("openOrCreate")) {
            dying.kill();
            try (SharedRegion region = SharedRegion.open(name)) {
                assertEquals(Origin.JOINED, region.origin());
            }
            assertTrue(living.isAlive());
        }
    }

    @Test
    void listTellsTheLivingFromTheDead() {
        try (ChildJvm dying = holder("openOrCreate");
                ChildJvm living = holder("openOrCreate")) {
            dying.kill();
            RegionInfo info = info();
            assertEquals(64, info.sizeBytes());
            assertEquals(Lifetime.UNTIL_DELETED, info.lifetime());
            assertEquals(FreshName.file(name), info.file());
            assertTrue(info.isInUse());
            List<AttachedProcess> attached = info.attached();
            assertEquals(2, attached.size());
            for (AttachedProcess process : attached) assertEquals(process.pid() == living.pid(), process.isAlive());
            assertTrue(List.of(dying.pid(), living.pid()).contains(info.creatorPid()));
        }
    }

    @Test
    void abandonedRegionsWithMadeUpNamesAreRemovedByTheNext() {
        String unnamed;
        try (ChildJvm user = ChildJvm.of(Holder.class).args("create", "64").start()) {
            unnamed = user.awaitLine("name ");
            user.kill();
        }
        assertTrue(Files.exists(FreshName.file(unnamed)));
        SharedRegion.create(64).close();
        assertFalse(Files.exists(FreshName.file(unnamed)));
    }

    private ChildJvm holder(String how) {
        ChildJvm child = ChildJvm.of(Holder.class).args(how, name).start();
        child.awaitLine("name ");
        return child;
    }

    static final class Holder {
        private Holder() {}

        public static void main(String[] args) {
            SharedRegion region = args[0].equals("create")
                    ? SharedRegion.create(Long.parseLong(args[1]))
                    : SharedRegion.openOrCreate(args[1], 64);
            Handshake.say("name " + region.name());
            Handshake.await();
            region.close();
        }
    }
}
