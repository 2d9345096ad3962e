package dev.shm;

import dev.shm.testkit.Handshake;
import dev.shm.testkit.SelfKill;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** The main class of a {@link Peer}. Words of the payload are named by their offset. */
public final class PeerProcess {
    private @Nullable SharedRegion region;

    private PeerProcess() {}

    public static void main(String[] args) {
        PeerProcess peer = new PeerProcess();
        SelfKill.prepare();
        Handshake.say("ready");
        while (true) {
            String command = Handshake.await();
            String answer;
            try {
                answer = peer.run(command.split(" "));
            } catch (Exception e) {
                answer = e.getClass().getSimpleName() + ": "
                        + String.valueOf(e.getMessage()).replace('\n', ' ');
            }
            Handshake.say("= " + System.nanoTime() + " " + answer);
        }
    }

    private SharedRegion region() {
        SharedRegion opened = region;
        if (opened == null) throw new IllegalStateException("open one first");
        return opened;
    }

    private String run(String[] command) throws InterruptedException {
        switch (command[0]) {
            case "open" -> region = SharedRegion.open(command[1]);
            case "create" -> region = SharedRegion.create(command[1], Long.parseLong(command[2]));
            case "createUnnamed" -> {
                SharedRegion made = SharedRegion.create(Long.parseLong(command[1]));
                region = made;
                return made.name();
            }
            case "openOrCreate" -> region = SharedRegion.openOrCreate(command[1], Long.parseLong(command[2]));
            case "openOrFill" -> {
                SharedRegion filled = SharedRegion.openOrCreate(command[1], Long.parseLong(command[2]), Words::fill);
                region = filled;
                Words.checkFilled(filled);
                return filled.isCreator() ? "creator" : "joiner";
            }
            case "delete" -> {
                return Boolean.toString(SharedRegion.delete(command[1]));
            }
            case "close" -> region().close();
            case "address" -> {
                return Long.toHexString(region().address());
            }
            case "get" -> {
                return Long.toString(Words.get(region(), Long.parseLong(command[1])));
            }
            case "count" -> {
                return Long.toString(region().struct(command[1], Counter.TYPE).count());
            }
            case "put" -> Words.put(region(), Long.parseLong(command[1]), Long.parseLong(command[2]));
            case "increment" -> MutexOperation.incrementRepairing(region());
            case "die" -> SelfKill.now();
            default -> {
                return lock(command);
            }
        }
        return "ok";
    }

    /** {@code Thread.startVirtualThread}, which this library's Java 17 does not know. */
    static Thread startVirtual(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads need Java 21", e);
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the parent decides whether to wait again
    private String lock(String[] command) throws InterruptedException {
        SharedMutex mutex = region().mutex();
        switch (command[0]) {
            case "lock" -> mutex.lock();
            case "tryLock" -> {
                return Boolean.toString(mutex.tryLock());
            }
            case "tryLockFor" -> {
                return Boolean.toString(mutex.tryLock(Duration.ofMillis(Long.parseLong(command[1]))));
            }
            case "unlock" -> mutex.unlock();
            case "unlockAfter" -> {
                Thread.sleep(Long.parseLong(command[1])); // the pause is what is tested
                mutex.unlock();
            }
            case "lockInThreadThatEnds" -> {
                Thread thread = new Thread(mutex::lock);
                thread.start();
                thread.join();
            }
            case "lockInVirtualThreadThatEnds" -> startVirtual(mutex::lock).join();
            case "recover" -> {
                return Boolean.toString(mutex.recover(() -> Words.add(region(), Long.parseLong(command[1]), 1)));
            }
            case "recoverAndDie" -> mutex.recover(SelfKill::now);
            case "recoverAndWait" ->
                mutex.recover(() -> {
                    Handshake.say("repairing");
                    Handshake.await("go on");
                });
            case "onOwnerDeathAdd" -> mutex.onOwnerDeath(() -> Words.add(region(), Long.parseLong(command[1]), 1));
            case "await" -> {
                Condition condition = mutex.newCondition();
                return Boolean.toString(condition.await(Long.parseLong(command[1]), TimeUnit.MILLISECONDS));
            }
            case "awaitWord" -> {
                // Until the word is no longer 0; announced under the lock, so that the parent knows when to signal.
                Condition condition = mutex.newCondition();
                Handshake.say("awaiting");
                while (Words.get(region(), Long.parseLong(command[1])) == 0) condition.await();
                return Long.toString(Words.get(region(), Long.parseLong(command[1])));
            }
            case "signal" -> mutex.newCondition().signal();
            default -> throw new IllegalArgumentException("what is " + command[0] + "?");
        }
        return "ok";
    }
}
