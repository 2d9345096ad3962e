package dev.shm.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Nothing in core and collections waits without a bound, since whoever should end the wait may be dead. The one sleep
 * in the kernel is {@code Platform.awaitChange}, which {@code Sleepers} alone calls ({@link ArchitectureTest}) and
 * bounds ({@code NoUnboundedWaitTest} of core).
 */
final class BoundedWaitTest {
    private static final Map<Class<?>, Set<String>> ENDLESS = Map.of(
            Object.class, Set.of("wait()"),
            Thread.class, Set.of("join()"),
            LockSupport.class, Set.of("park()", "park(java.lang.Object)"),
            CountDownLatch.class, Set.of("await()"),
            Condition.class, Set.of("await()", "awaitUninterruptibly()"),
            BlockingQueue.class, Set.of("take()"),
            Future.class, Set.of("get()"),
            Semaphore.class, Set.of("acquire()", "acquire(int)"));

    private static List<String> endlessWaits(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(BoundedWaitTest::isEndless)
                .map(JavaMethodCall::getDescription)
                .collect(Collectors.toList());
    }

    private static boolean isEndless(JavaMethodCall call) {
        String signature = call.getTarget().getRawParameterTypes().stream()
                .map(type -> type.getName())
                .collect(Collectors.joining(", ", call.getName() + "(", ")"));
        return ENDLESS.entrySet().stream()
                .anyMatch(endless -> endless.getValue().contains(signature)
                        && call.getTargetOwner().isAssignableTo(endless.getKey()));
    }

    @Test
    void nothingWaitsWithoutABound() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.shm");
        JavaClasses published = ours.that(resideInAnyPackage(
                "dev.shm", "dev.shm.internal..", "dev.shm.memory", "dev.shm.spi", "dev.shm.collections.."));
        assertTrue(published.contain("dev.shm.internal.region.Sleepers"));
        assertTrue(published.contain("dev.shm.collections.SharedQueue"));
        assertEquals(List.of(), endlessWaits(published));
    }

    /** So that the test above is not blind. */
    @Test
    void eachEndlessWaitIsFound() {
        List<String> found = endlessWaits(new ClassFileImporter().importClasses(Endless.class));
        assertEquals(Endless.WAITS, found.size(), found::toString);
    }

    @SuppressWarnings({"unused", "WaitNotInLoop", "ThreadJoinLoop"}) // never run
    private static final class Endless {
        static final int WAITS = 8;

        static void waitInEachWay(
                Thread thread,
                CountDownLatch latch,
                Condition condition,
                BlockingQueue<String> queue,
                CompletableFuture<String> future,
                Semaphore semaphore)
                throws Exception {
            synchronized (latch) {
                latch.wait();
            }
            thread.join();
            LockSupport.park();
            latch.await();
            condition.await();
            queue.take();
            future.get();
            semaphore.acquire();
        }
    }
}
