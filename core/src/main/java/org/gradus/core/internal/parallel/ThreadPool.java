package org.gradus.core.internal.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * The threads among which a numerical loop is divided.
 *
 * <p>Made for work of a few microseconds: the calling thread takes part, and a worker that has run
 * out of pieces spins for {@value Worker#SPIN_NANOS} ns before it parks, so that the next loop of a
 * training step finds it awake and starts it by one write to memory. Workers never spin if they
 * cannot all run at once, on a machine with one processor for example.
 *
 * <p>Safe for use by many threads. The workers serve one caller at a time; a caller that finds them
 * taken, and one that is itself a piece of a running loop, does its pieces alone. How a loop is cut
 * is for the caller to decide and must not depend on {@link #threads()} where it could change a
 * result.
 */
public final class ThreadPool {
  private static final String PROPERTY = "gradus.threads";
  private static final int MOST_THREADS = 1024;

  private final AtomicBoolean taken = new AtomicBoolean();
  private volatile int threads;

  /** Guarded by {@link #taken}. */
  private Worker[] workers = {};

  /**
   * Creates a pool; its threads are started when they are first needed.
   *
   * @param threads the number of threads at work, the caller included, from 1 to 1024
   * @throws IllegalArgumentException if the number is out of range
   */
  public ThreadPool(int threads) {
    setThreads(threads);
  }

  /**
   * Returns the pool of this process. Its first size is the system property {@code gradus.threads},
   * or the number of available processors.
   *
   * @throws IllegalArgumentException on the first call, if the property is not a number from 1 to
   *     1024
   */
  public static ThreadPool shared() {
    return Shared.POOL;
  }

  /** Returns the number of threads at work, the caller included. */
  public int threads() {
    return threads;
  }

  /**
   * Sets the number of threads at work, the caller included, for the loops that start from now on.
   *
   * @throws IllegalArgumentException if the number is below 1 or above 1024
   */
  public void setThreads(int threads) {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "[threads] The number of threads is out of range: expected 1 to "
              + MOST_THREADS
              + ", got "
              + threads
              + ".");
    }
    this.threads = threads;
  }

  /**
   * Calls {@code body} once with each number from 0 to {@code pieces} − 1, in any order and on any
   * of the threads, and returns when all calls have returned. What the body wrote is visible to the
   * caller.
   *
   * @param pieces the number of calls; none if 0
   * @throws RuntimeException or an error: the first that a call threw; calls not begun by then are
   *     left out
   */
  public void run(int pieces, IntConsumer body) {
    int helpers = Math.min(pieces, threads) - 1;
    if (helpers < 1 || !taken.compareAndSet(false, true)) {
      for (int piece = 0; piece < pieces; piece++) {
        body.accept(piece);
      }
      return;
    }
    Loop loop;
    try {
      fit(threads - 1);
      helpers = Math.min(helpers, workers.length);
      loop = new Loop(pieces, helpers + 1, body);
      for (int i = 0; i < helpers; i++) {
        workers[i].take(loop);
      }
      loop.work(0);
      loop.await();
    } finally {
      taken.set(false);
    }
    loop.throwFailure();
  }

  /** Starts or retires workers until there are {@code size}. */
  private void fit(int size) {
    if (workers.length == size) {
      return;
    }
    Worker[] fitted = new Worker[size];
    boolean spin = size < Runtime.getRuntime().availableProcessors();
    for (Worker worker : workers) {
      worker.retire();
    }
    for (int i = 0; i < size; i++) {
      fitted[i] = new Worker(i + 1, spin);
      fitted[i].start();
    }
    workers = fitted;
  }

  /** Holds the pool of this process, made on first use. */
  private static final class Shared {
    static final ThreadPool POOL = new ThreadPool(configured());

    private static int configured() {
      String value = System.getProperty(PROPERTY);
      if (value == null) {
        return Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
      }
      try {
        return Integer.parseInt(value.strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "[threads] The system property "
                + PROPERTY
                + " is not a number: expected 1 to "
                + MOST_THREADS
                + ", got \""
                + value
                + "\".",
            e);
      }
    }
  }
}
