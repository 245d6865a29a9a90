package org.gradus.core.internal.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One loop that is being divided among threads: who takes which piece, and when all are done. */
final class Loop {
  private final int pieces;
  private final IntConsumer body;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Thread waiter;

  Loop(int pieces, IntConsumer body) {
    this.pieces = pieces;
    this.body = body;
  }

  /** Does pieces until none is left to begin. */
  void work() {
    int finished = 0;
    for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
      if (failure.get() == null) {
        attempt(piece);
      }
      finished++;
    }
    if (finished > 0 && done.addAndGet(finished) == pieces) {
      LockSupport.unpark(waiter);
    }
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
