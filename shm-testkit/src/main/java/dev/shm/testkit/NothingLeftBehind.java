package dev.shm.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test class, or a method, that must leave no file behind in {@code /dev/shm}: a test fails if, after its
 * {@code @AfterEach} methods, there is one that was not there before its {@code @BeforeEach} methods, and a class
 * likewise after {@code @AfterAll}.
 *
 * <p>Nothing is deleted: what lies there is evidence. Semaphores ({@code sem.…}) do not count, nor do files that
 * another process, not a child of this one, has mapped or open or removes within
 * three seconds: other builds run on the same machine.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(NothingLeftBehindExtension.class)
public @interface NothingLeftBehind {}
