package org.gradus.core.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThreadPoolTest {
  /** One for all tests, so that there are never more threads than its last size. */
  private static final ThreadPool POOL = new ThreadPool(1);

  @Property(tries = 200)
  void callsTheBodyOnceForEachPiece(
      @ForAll @IntRange(min = 1, max = 5) int threads, @ForAll @IntRange(max = 100) int pieces) {
    POOL.setThreads(threads);
    assertArrayEquals(ones(pieces), counts(pieces));
  }

  @Test
  void servesManyLoopsInARow() {
    POOL.setThreads(3);
    for (int loop = 0; loop < 20_000; loop++) {
      int[] written = new int[4];
      POOL.run(4, piece -> written[piece]++);
      assertArrayEquals(ones(4), written);
    }
  }

  @Test
  void servesManyCallersWhileItsSizeChanges() throws Exception {
    POOL.setThreads(2);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    List<Future<?>> results = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      int size = caller + 1;
      results.add(
          callers.submit(
              () -> {
                for (int loop = 0; loop < 500; loop++) {
                  POOL.setThreads(size);
                  assertArrayEquals(ones(7), counts(7));
                }
              }));
    }
    for (Future<?> result : results) {
      result.get();
    }
    callers.shutdown();
  }

  @Test
  void nestedLoopRunsOnTheThreadOfItsPiece() {
    POOL.setThreads(3);
    AtomicIntegerArray calls = new AtomicIntegerArray(6 * 6);
    POOL.run(
        6,
        outer -> {
          Thread caller = Thread.currentThread();
          POOL.run(
              6,
              inner -> {
                assertSame(caller, Thread.currentThread());
                calls.incrementAndGet(outer * 6 + inner);
              });
        });
    for (int i = 0; i < calls.length(); i++) {
      assertEquals(1, calls.get(i));
    }
  }

  @Test
  void allThreadsTakePart() {
    POOL.setThreads(3);
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch together = new CountDownLatch(3);
    POOL.run(
        3,
        piece -> {
          seen.add(Thread.currentThread());
          together.countDown();
          try {
            together.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertEquals(3, seen.size());
    assertTrue(seen.stream().allMatch(t -> t == Thread.currentThread() || t.isDaemon()));
  }

  @Test
  void oneThreadCallsInOrder() {
    List<Integer> order = new ArrayList<>();
    POOL.setThreads(1);
    POOL.run(4, order::add);
    assertEquals(List.of(0, 1, 2, 3), order);
  }

  @Property(tries = 100)
  void throwsWhatAPieceThrewAndWorksOn(
      @ForAll @IntRange(min = 1, max = 4) int threads, @ForAll @IntRange(max = 7) int failing) {
    POOL.setThreads(threads);
    IllegalStateException failure = new IllegalStateException("piece " + failing);
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                POOL.run(
                    8,
                    piece -> {
                      if (piece == failing) {
                        throw failure;
                      }
                    }));
    assertSame(failure, thrown);
    assertArrayEquals(ones(8), counts(8));
  }

  @Test
  void throwsErrorsAsTheyAre() {
    StackOverflowError failure = new StackOverflowError();
    POOL.setThreads(2);
    assertSame(
        failure,
        assertThrows(
            StackOverflowError.class,
            () ->
                POOL.run(
                    2,
                    piece -> {
                      throw failure;
                    })));
  }

  @Test
  void sizeOutOfRangeIsRefused() {
    POOL.setThreads(1);
    for (int threads : new int[] {-1, 0, 1025}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> POOL.setThreads(threads));
      assertEquals(
          "[threads] The number of threads is out of range: expected 1 to 1024, got "
              + threads
              + ".",
          e.getMessage());
    }
  }

  private static int[] counts(int pieces) {
    AtomicIntegerArray calls = new AtomicIntegerArray(pieces);
    POOL.run(pieces, calls::incrementAndGet);
    int[] counts = new int[pieces];
    Arrays.setAll(counts, calls::get);
    return counts;
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
