package org.gradus.core.internal.parallel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of the pool: waits for a loop, does pieces of it, and waits again. */
final class Worker extends Thread {
  /**
   * How long a thread waits awake, in nanoseconds: longer than what lies between two products of a
   * small training step, shorter than anybody notices in the load of the machine.
   */
  static final long SPIN_NANOS = 100_000;

  private final AtomicReference<@Nullable Loop> inbox = new AtomicReference<>();
  private final int number;
  private final boolean spin;
  private volatile boolean parked;
  private volatile boolean retired;

  Worker(int number, boolean spin) {
    super("gradus-" + number);
    this.number = number;
    this.spin = spin;
    setDaemon(true);
  }

  /** Hands over a loop; one not yet taken up is replaced, and finished by its caller. */
  void take(Loop loop) {
    inbox.set(loop);
    if (parked) {
      LockSupport.unpark(this);
    }
  }

  /** Lets the thread end once it has nothing to do. */
  void retire() {
    retired = true;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    while (!retired) {
      if (inbox.get() == null && !(spin && arrivesSoon())) {
        park();
      }
      workOff();
    }
  }

  /**
   * In a frame of its own, so that a waiting thread does not hold on to the arrays of its last
   * loop.
   */
  private void workOff() {
    Loop loop = inbox.getAndSet(null);
    if (loop != null) {
      loop.work(number);
    }
  }

  private boolean arrivesSoon() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < SPIN_NANOS) {
      if (inbox.get() != null) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private void park() {
    parked = true;
    while (inbox.get() == null && !retired) {
      LockSupport.park(this);
    }
    parked = false;
  }
}
