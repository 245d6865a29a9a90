package org.gradus.core.internal.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One loop that is being divided among threads: who takes which piece, and when all are done.
 *
 * <p>Every thread has a run of consecutive pieces, the same in each loop of as many pieces, and
 * takes pieces of the others when it is through with its own. So what a thread reads it has mostly
 * written itself: what another core wrote comes at a fifth of the speed.
 */
final class Loop {
  private final int pieces;
  private final int threads;
  private final IntConsumer body;

  /** The next piece of each thread's run. */
  private final AtomicIntegerArray next;

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Thread waiter;

  Loop(int pieces, int threads, IntConsumer body) {
    this.pieces = pieces;
    this.threads = threads;
    this.body = body;
    next = new AtomicIntegerArray(threads);
    for (int i = 1; i < threads; i++) {
      next.setPlain(i, start(i));
    }
  }

  private int start(int thread) {
    return (int) ((long) pieces * thread / threads);
  }

  /**
   * Does pieces until none is left to begin.
   *
   * @param thread the number of the thread, below the number of threads
   */
  void work(int thread) {
    int finished = 0;
    for (int i = 0; i < threads; i++) {
      finished += workOnRun((thread + i) % threads);
    }
    if (finished > 0 && done.addAndGet(finished) == pieces) {
      LockSupport.unpark(waiter);
    }
  }

  private int workOnRun(int owner) {
    int end = start(owner + 1);
    int finished = 0;
    while (next.getPlain(owner) < end) {
      int piece = next.getAndIncrement(owner);
      if (piece >= end) {
        break;
      }
      if (failure.get() == null) {
        attempt(piece);
      }
      finished++;
    }
    return finished;
  }

  private void attempt(int piece) {
    try {
      body.accept(piece);
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }
  }

  /** Waits, first awake and then parked, until every piece is done. */
  void await() {
    if (done.get() == pieces) {
      return;
    }
    long start = System.nanoTime();
    while (System.nanoTime() - start < Worker.SPIN_NANOS) {
      if (done.get() == pieces) {
        return;
      }
      Thread.onSpinWait();
    }
    waiter = Thread.currentThread();
    while (done.get() < pieces) {
      LockSupport.park(this);
    }
  }

  /** Throws what the first failing piece threw, if one did. */
  void throwFailure() {
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }
}
