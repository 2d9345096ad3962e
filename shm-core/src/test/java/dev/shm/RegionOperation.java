package dev.shm;

import dev.shm.internal.region.Attachment;
import dev.shm.internal.region.RegionOpening;
import dev.shm.internal.region.RegionPath;
import dev.shm.internal.region.RegionRequest;
import dev.shm.internal.region.RegionRequest.Mode;
import dev.shm.memory.KillPoints;
import dev.shm.testkit.ChildCommand;
import dev.shm.testkit.ChildJvm;
import dev.shm.testkit.Handshake;
import dev.shm.testkit.KillAt;
import org.jspecify.annotations.Nullable;

/** What a child does to one region while it is killed or stands still at a kill point. */
public enum RegionOperation {
    CREATE {
        @Override
        Runnable prepare(String name) {
            return () -> opened = SharedRegion.openOrCreate(name, SIZE, Words::fill);
        }
    },
    CREATE_WHILE_ATTACHED {
        @Override
        Runnable prepare(String name) {
            return () -> openWhileAttached(name);
        }
    },
    CREATE_WHILE_ATTACHED_THEN_CLOSE {
        @Override
        Runnable prepare(String name) {
            Attachment attachment = openWhileAttached(name);
            return attachment::close;
        }
    },
    JOIN {
        @Override
        Runnable prepare(String name) {
            return () -> opened = SharedRegion.open(name);
        }
    },
    CLOSE {
        @Override
        Runnable prepare(String name) {
            SharedRegion region = SharedRegion.open(name);
            return region::close;
        }
    },
    DELETE {
        @Override
        Runnable prepare(String name) {
            return () -> SharedRegion.delete(name);
        }
    };

    static final int SIZE = 64;

    private static @Nullable SharedRegion opened;

    /** Closes what the last operation opened. */
    static void closeOpened() {
        SharedRegion region = opened;
        if (region != null) region.close();
        opened = null;
    }

    /** Does what needs no kill points; the answer is the operation itself. */
    abstract Runnable prepare(String name);

    static Attachment openWhileAttached(String name) {
        return RegionOpening.open(RegionRequest.make(RegionPath.of(name), Mode.OPEN_OR_CREATE, SIZE)
                .lastingWhileAttached());
    }

    /** A child for a sweep. */
    ChildCommand child(String name) {
        return ChildJvm.of(Child.class).args(name(), name);
    }

    /** A child that is told to go. */
    ChildCommand waitingChild(String name) {
        return child(name).args("wait");
    }

    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            Runnable operation = valueOf(args[0]).prepare(args[1]);
            if (args.length > 2) {
                Handshake.say("prepared");
                Handshake.await("go");
            }
            KillAt.during(KillPoints::arm, KillPoints::disarm, operation);
        }
    }
}
