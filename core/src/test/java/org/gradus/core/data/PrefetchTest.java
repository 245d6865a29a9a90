package org.gradus.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  private static <T> List<T> list(int size, IntFunction<T> element) {
    return new AbstractList<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public T get(int index) {
        return element.apply(index);
      }
    };
  }

  private static List<Integer> numbers(int size) {
    return list(size, i -> i);
  }

  private static <T> List<T> readAll(List<T> elements, int from, int ahead) {
    List<T> read = new ArrayList<>();
    try (Prefetch<T> prefetch = Prefetch.of(elements, from, ahead)) {
      prefetch.forEach(read::add);
    }
    return read;
  }

  @Property(tries = 200)
  void givesWhatTheListWould(
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(max = 40) int skipped,
      @ForAll @IntRange(min = 1, max = 50) int ahead) {
    int from = Math.min(skipped, size);
    assertEquals(IntStream.range(from, size).boxed().toList(), readAll(numbers(size), from, ahead));
  }

  @Test
  void drawsWhatWouldBeDrawnWithout() {
    BatchSource noisy =
        BatchSource.of(list(9, i -> new Batch(Tensor.of(0f, i), Tensor.of(i, i))))
            .map(
                (batch, random) ->
                    new Batch(batch.inputs().add(random.nextFloat()), batch.targets()));

    List<Batch> direct = List.copyOf(noisy.epoch(RandomSource.of(42)));
    List<Batch> ahead = readAll(noisy.epoch(RandomSource.of(42)), 4, 3);

    assertEquals(direct.subList(4, 9), ahead);
  }

  @Test
  void readsBeforeItIsAsked() throws InterruptedException {
    CountDownLatch third = new CountDownLatch(3);
    List<Integer> elements =
        list(
            10,
            i -> {
              third.countDown();
              return i;
            });
    try (Prefetch<Integer> prefetch = Prefetch.of(elements, 0, 3)) {
      third.await();
      assertEquals(0, prefetch.iterator().next());
    }
  }

  /** Element i is in the making only when fewer than {@code ahead} others are ready. */
  @Test
  void readsNoFurtherAheadThanAllowed() throws InterruptedException {
    int ahead = 2;
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger farthest = new AtomicInteger();
    CountDownLatch full = new CountDownLatch(ahead);
    List<Integer> elements =
        list(
            1000,
            i -> {
              farthest.accumulateAndGet(i + 1 - asked.get(), Math::max);
              full.countDown();
              return i;
            });
    try (Prefetch<Integer> prefetch = Prefetch.of(elements, 0, ahead)) {
      full.await();
      Iterator<Integer> iterator = prefetch.iterator();
      while (iterator.hasNext()) {
        asked.incrementAndGet();
        iterator.next();
      }
    }
    assertEquals(ahead, farthest.get());
  }

  @Test
  void throwsInThePlaceOfWhatCannotBeRead() {
    IllegalStateException broken = new IllegalStateException("broken file");
    List<Integer> elements =
        list(
            5,
            i -> {
              if (i == 2) {
                throw broken;
              }
              return i;
            });
    try (Prefetch<Integer> prefetch = Prefetch.of(elements, 0, 4)) {
      Iterator<Integer> iterator = prefetch.iterator();
      assertEquals(0, iterator.next());
      assertEquals(1, iterator.next());
      CompletionException thrown = assertThrows(CompletionException.class, iterator::next);
      assertEquals(
          "[prefetch] element 2 cannot be read: java.lang.IllegalStateException: broken file",
          thrown.getMessage());
      assertSame(broken, thrown.getCause());
      assertFalse(iterator.hasNext());
    }
  }

  @Test
  void passesErrorsOn() {
    OutOfMemoryError tooLarge = new OutOfMemoryError("a planted one");
    List<Integer> elements =
        list(
            1,
            i -> {
              throw tooLarge;
            });
    try (Prefetch<Integer> prefetch = Prefetch.of(elements, 0, 1)) {
      Iterator<Integer> iterator = prefetch.iterator();
      assertSame(tooLarge, assertThrows(CompletionException.class, iterator::next).getCause());
    }
  }

  @Test
  void endsItsThreadWhenItIsClosed() {
    AtomicReference<Thread> reader = new AtomicReference<>(Thread.currentThread());
    AtomicInteger reads = new AtomicInteger();
    List<Integer> elements =
        list(
            1_000_000,
            i -> {
              reader.set(Thread.currentThread());
              return reads.incrementAndGet();
            });
    Prefetch<Integer> prefetch = Prefetch.of(elements, 0, 2);
    Iterator<Integer> iterator = prefetch.iterator();
    iterator.next();
    assertTrue(reader.get().isDaemon());

    prefetch.close();

    assertFalse(reader.get().isAlive());
    assertTrue(reads.get() <= 3, "read " + reads);
    IllegalStateException refused = assertThrows(IllegalStateException.class, iterator::next);
    assertEquals(
        "[prefetch] it is closed: expected to read element 1 before that.", refused.getMessage());
    prefetch.close();
  }

  @Test
  void finishesTheElementInTheMakingWithoutAnInterruption() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    AtomicReference<Throwable> disturbed = new AtomicReference<>();
    List<Integer> elements =
        list(
            5,
            i -> {
              begun.countDown();
              try {
                finish.await();
              } catch (InterruptedException e) {
                disturbed.set(e);
              }
              return i;
            });
    Prefetch<Integer> prefetch = Prefetch.of(elements, 0, 1);
    begun.await();
    Thread closing = new Thread(prefetch::close);
    closing.start();
    Iterator<Integer> iterator = prefetch.iterator();
    // Returns as soon as the other thread has begun to close, with the element still in the making.
    assertThrows(IllegalStateException.class, iterator::next);
    finish.countDown();
    closing.join();
    assertNull(disturbed.get());
  }

  @Test
  void closesInAnInterruptedThread() {
    Prefetch<Integer> prefetch = Prefetch.of(numbers(5), 0, 1);
    Thread.currentThread().interrupt();
    prefetch.close();
    assertTrue(Thread.interrupted());
  }

  /** The reading thread is in no step of a workspace, whoever takes the element. */
  @Test
  void givesTensorsThatOutliveTheStepTheyAreTakenIn() {
    Tensor one = Tensor.of(1f, 2f);
    List<Tensor> elements = list(2, i -> one.add(i));
    Workspace workspace = new Workspace();
    AtomicReference<Tensor> taken = new AtomicReference<>(one);
    try (Prefetch<Tensor> prefetch = Prefetch.of(elements, 1, 1)) {
      Iterator<Tensor> iterator = prefetch.iterator();
      workspace.step(() -> taken.set(iterator.next()));
      workspace.step(() -> assertEquals(Tensor.of(3f, 6f), one.mul(3)));
    }
    assertEquals(Tensor.of(2f, 3f), taken.get());
  }

  @Test
  void readsOnce() {
    try (Prefetch<Integer> prefetch = Prefetch.of(numbers(1), 0, 1)) {
      Iterator<Integer> iterator = prefetch.iterator();
      IllegalStateException refused = assertThrows(IllegalStateException.class, prefetch::iterator);
      assertEquals(
          "[prefetch] the elements are read once: expected one iterator, got a second one. Hint:"
              + " open a prefetch for each epoch.",
          refused.getMessage());
      iterator.next();
      NoSuchElementException end = assertThrows(NoSuchElementException.class, iterator::next);
      assertEquals(
          "[prefetch] there are no more elements: expected fewer than 1.", end.getMessage());
    }
  }

  @Test
  void refusesWhatIsOutOfRange() {
    List<Integer> elements = numbers(3);
    IndexOutOfBoundsException beyond =
        assertThrows(IndexOutOfBoundsException.class, () -> Prefetch.of(elements, 4, 1));
    assertEquals(
        "[prefetch] there is no such element: expected a position from 0 to 3, got 4.",
        beyond.getMessage());
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Prefetch.of(elements, 0, 0));
    assertEquals(
        "[prefetch] the number of elements ahead is out of range: expected at least 1, got 0.",
        none.getMessage());
  }
}
