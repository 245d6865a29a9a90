package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeepGraphTest {
  private static final int LENGTH = 1_000_000;

  /** On a thread whose stack would not hold a recursion of a few thousand calls. */
  private static void onASmallStack(Runnable body) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, body, "small stack", 256 * 1024);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    thread.join();
    assertNull(thrown.get());
  }

  @Test
  void aChainOfAMillionOperations() throws InterruptedException {
    onASmallStack(
        () -> {
          Tensor x = Tensor.scalar(1.0).tracked();
          Tensor y = x;
          for (int i = 0; i < LENGTH / 2; i++) {
            y = y.add(1).mul(1.000001);
          }
          double expected = Math.exp(LENGTH / 2 * Math.log(1.000001));
          assertEquals(expected, y.backward().of(x).item(), 1e-9);
        });
  }

  @Test
  void aLadderIsWalkedInLinearTime() throws InterruptedException {
    onASmallStack(
        () -> {
          // Every step uses the last one twice: 2ⁿ paths.
          Tensor x = Tensor.scalar(1.0).tracked();
          Tensor y = x;
          for (int i = 0; i < 100_000; i++) {
            y = y.mul(0.5).add(y.mul(0.5));
          }
          Gradients g = Backward.of(y).withRespectTo(x).run();
          assertEquals(1, g.of(x).item());
        });
  }

  @Test
  void aDeepGraphIsDescribed() throws InterruptedException {
    onASmallStack(
        () -> {
          Tensor y = Tensor.scalar(-1.0).tracked();
          for (int i = 0; i < 20_000; i++) {
            y = y.exp();
          }
          assertEquals(20_001, GraphDescription.dot(y).split("shape=", -1).length - 1);
        });
  }
}
