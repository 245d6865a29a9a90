package org.gradus.core.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a list, such as the batches of an epoch, on a thread of its own, while the
 * ones before are used.
 *
 * <pre>{@code
 * try (Prefetch<Batch> prefetch = Prefetch.of(source.epoch(random), from, 2)) {
 *   for (Batch batch : prefetch) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>It gives what the list would, in the same order: the thread calls {@code get} with one index
 * after the other, so all that is random in an element is drawn as it would be without. No more
 * than a given number of elements is ready or in the making at any time; while that many wait, the
 * thread does too.
 *
 * <p>If an element cannot be read, {@code next} throws in its place, after all elements before. The
 * thread ends with the list, with the first failure, or when this is closed: it is never
 * interrupted, because that would close the channels that the list reads from. It is a daemon, and
 * does not keep a program alive that forgets to close.
 *
 * <p>One thread at a time may use it, but {@link #close} may be called by any.
 *
 * @param <T> the type of the elements
 */
public final class Prefetch<T> implements Iterable<T>, AutoCloseable {
  private final List<T> elements;
  private final int from;
  private final int size;
  private final int ahead;
  private final Thread reader = new Thread(this::read, "gradus-prefetch");

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final Deque<T> ready = new ArrayDeque<>();
  private @Nullable Throwable failure;
  private boolean closed;
  private boolean iterated;

  private Prefetch(List<T> elements, int from, int size, int ahead) {
    this.elements = elements;
    this.from = from;
    this.size = size;
    this.ahead = ahead;
  }

  /**
   * Starts to read.
   *
   * @param elements read by the new thread alone, so that they need not be safe for several
   * @param from the index of the first element to read; the size of the list for none
   * @param ahead how many elements are ready or in the making at most, besides the one in use; at
   *     least 1
   * @throws IndexOutOfBoundsException if there is no such index
   * @throws IllegalArgumentException if {@code ahead} is below 1
   */
  public static <T> Prefetch<T> of(List<T> elements, int from, int ahead) {
    int size = elements.size();
    if (from < 0 || from > size) {
      throw new IndexOutOfBoundsException(
          "[prefetch] there is no such element: expected a position from 0 to %s, got %s."
              .formatted(size, from));
    }
    if (ahead < 1) {
      throw new IllegalArgumentException(
          "[prefetch] the number of elements ahead is out of range: expected at least 1, got %s."
              .formatted(ahead));
    }
    Prefetch<T> prefetch = new Prefetch<>(elements, from, size, ahead);
    prefetch.reader.setDaemon(true);
    prefetch.reader.start();
    return prefetch;
  }

  /**
   * Returns the elements, once. {@code next} waits for the next one to be ready, and throws
   *
   * <ul>
   *   <li>{@link CompletionException} if it could not be read, with what the list threw as its
   *       cause; nothing comes after it
   *   <li>{@link IllegalStateException} if this is closed
   * </ul>
   *
   * @throws IllegalStateException if they have been asked for already
   */
  @Override
  public Iterator<T> iterator() {
    lock.lock();
    try {
      if (iterated) {
        throw new IllegalStateException(
            "[prefetch] the elements are read once: expected one iterator, got a second one."
                + " Hint: open a prefetch for each epoch.");
      }
      iterated = true;
    } finally {
      lock.unlock();
    }
    return new Elements();
  }

  /** Stops reading, and returns when the thread has; an element in the making is finished first. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ready.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    joinUninterruptibly();
  }

  private void joinUninterruptibly() {
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException remembered) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs on the thread. */
  private void read() {
    for (int i = from; i < size && awaitRoom(); i++) {
      try {
        put(Objects.requireNonNull(elements.get(i), "an element is null"));
      } catch (Throwable thrown) {
        fail(thrown);
        return;
      }
    }
  }

  /** Returns whether there is room for an element at last, and not the end. */
  private boolean awaitRoom() {
    lock.lock();
    try {
      while (ready.size() >= ahead && !closed) {
        changed.awaitUninterruptibly();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void put(T element) {
    lock.lock();
    try {
      if (!closed) {
        ready.addLast(element);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void fail(Throwable thrown) {
    lock.lock();
    try {
      failure = thrown;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the element of this index, which is the next one. */
  private T take(int index) {
    lock.lock();
    try {
      while (ready.isEmpty() && failure == null && !closed) {
        changed.awaitUninterruptibly();
      }
      if (closed) {
        throw new IllegalStateException(
            "[prefetch] it is closed: expected to read element %s before that.".formatted(index));
      }
      T element = ready.pollFirst();
      if (element == null) {
        throw new CompletionException(
            "[prefetch] element %s cannot be read: %s".formatted(index, failure), failure);
      }
      changed.signalAll();
      return element;
    } finally {
      lock.unlock();
    }
  }

  /** The elements, in order. */
  private final class Elements implements Iterator<T> {
    private int next = from;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException(
            "[prefetch] there are no more elements: expected fewer than %s."
                .formatted(size - from));
      }
      int index = next;
      next = size;
      T element = take(index);
      next = index + 1;
      return element;
    }
  }
}
