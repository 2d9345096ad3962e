package dev.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.testkit.ForcedAddress;
import dev.shm.testkit.NothingLeftBehind;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NothingLeftBehind
@Timeout(60)
final class SharedRegionProcessTest {
    private static final long PAYLOAD_OFFSET = 512 + 512 * 64;

    private final String name = FreshName.of("processes");

    @AfterEach
    void removeName() {
        SharedRegion.delete(name);
    }

    @Test
    void processesAtDifferentAddressesShareBytesAndMutex() {
        try (Peer first = Peer.start(Peer.command().mapAt(ForcedAddress.FIRST));
                Peer second = Peer.start(Peer.command().mapAt(ForcedAddress.SECOND));
                SharedRegion region = SharedRegion.create(name, 256)) {
            first.expect("ok", "open " + name);
            second.expect("ok", "openOrCreate " + name + " 256");
            first.expect(Long.toHexString(ForcedAddress.FIRST + PAYLOAD_OFFSET), "address");
            second.expect(Long.toHexString(ForcedAddress.SECOND + PAYLOAD_OFFSET), "address");
            first.expect("ok", "put 8 11");
            second.expect("11", "get 8");
            second.expect("ok", "put 248 -7");
            first.expect("-7", "get 248");
            assertEquals(-7, Words.get(region, 248));
            first.expect("ok", "lock");
            second.expect("false", "tryLock");
            assertFalse(region.tryLock());
            first.expect("ok", "unlock");
            second.expect("true", "tryLock");
            second.expect("ok", "unlock");
        }
    }

    @Test
    void oneProcessMapsARegionTwice() {
        try (SharedRegion region = SharedRegion.create(name, 256);
                Peer peer = Peer.start(Peer.command().mapAt(ForcedAddress.THIRD))) {
            peer.expect("ok", "open " + name);
            peer.expect("ok", "put 0 1");
            peer.expect("ok", "open " + name);
            peer.expect(Long.toHexString(ForcedAddress.THIRD + ForcedAddress.STEP + PAYLOAD_OFFSET), "address");
            peer.expect("1", "get 0");
            assertEquals(1, Words.get(region, 0));
        }
    }

    @Test
    void deleteByAnotherProcessLeavesTheAttachedTheirMemory() {
        try (SharedRegion region = SharedRegion.create(name, 256);
                Peer peer = Peer.joining(name)) {
            peer.expect("true", "delete " + name);
            peer.expect("false", "delete " + name);
            peer.expect("ok", "put 0 5");
            assertEquals(5, Words.get(region, 0));
            peer.expect("RegionNotFoundException", "open " + name);
        }
    }

    @Test
    void madeUpNameStaysWhileAnyProcessIsAttached() {
        try (Peer creator = Peer.start();
                Peer joiner = Peer.start()) {
            String unnamed = creator.ask("createUnnamed 256");
            joiner.expect("ok", "open " + unnamed);
            creator.kill();
            assertTrue(Files.exists(FreshName.file(unnamed)));
            SharedRegion.open(unnamed).close();
            joiner.expect("ok", "close");
            assertFalse(Files.exists(FreshName.file(unnamed)));
        }
    }

    @Test
    void madeUpNameOfAKilledProcessIsGoneForWhoeverOpensIt() {
        try (Peer creator = Peer.start();
                Peer joiner = Peer.start()) {
            String unnamed = creator.ask("createUnnamed 256");
            joiner.expect("ok", "open " + unnamed);
            creator.kill();
            joiner.kill();
            assertTrue(Files.exists(FreshName.file(unnamed)), "nobody was there to remove it");
            assertThrows(RegionNotFoundException.class, () -> SharedRegion.open(unnamed));
            assertFalse(Files.exists(FreshName.file(unnamed)));
        }
    }

    @Test
    void madeUpNameOfAKilledProcessCanBeCreatedAnew() {
        for (String way : new String[] {"create", "openOrCreate"}) {
            try (Peer creator = Peer.start()) {
                String unnamed = creator.ask("createUnnamed 256");
                creator.expect("ok", "put 0 5");
                creator.kill();
                try (SharedRegion region = way.equals("create")
                        ? SharedRegion.create(unnamed, 256)
                        : SharedRegion.openOrCreate(unnamed, 256)) {
                    assertTrue(region.isCreator());
                    assertEquals(0, Words.get(region, 0));
                } finally {
                    assertTrue(SharedRegion.delete(unnamed));
                }
            }
        }
    }

    @Test
    void slotsOfKilledProcessesAreUsedAgain() {
        try (SharedRegion region = SharedRegion.create(name, 256)) {
            for (int round = 0; round < 4; round++) {
                try (Peer peer = Peer.joining(name)) {
                    peer.expect("ok", "put 0 " + round);
                    peer.kill();
                }
            }
            assertEquals(3, Words.get(region, 0));
        }
    }
}
