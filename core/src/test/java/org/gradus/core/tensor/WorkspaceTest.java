package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Supplier;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private final Workspace workspace = new Workspace();

  @Test
  void buffersAreReused() {
    Object first = workspace.step(() -> Tensor.ones(1000).array());
    long bytes = workspace.bytes();
    assertEquals(4096, bytes);
    assertSame(first, workspace.step(() -> Tensor.ones(1010).array()));
    assertEquals(bytes, workspace.bytes());
    Object kept = workspace.step(() -> Workspace.keep(Tensor.ones(1000)).array());
    assertSame(first, kept);
    assertEquals(0, workspace.bytes());
  }

  @Test
  void tensorsOfAFinishedStepAreStale() {
    Tensor x = Tensor.ones(4).tracked();
    Tensor y = workspace.step(() -> x.exp());
    String message =
        "[tensor] the value was recycled when its workspace step ended: expected a tensor kept by"
            + " Workspace.keep, got a temporary one. Hint: keep it, copy it, or read its numbers"
            + " within the step.";
    assertRefused(StaleTensorException.class, message, y::toFloats);
    assertRefused(StaleTensorException.class, message, y::toString);
    assertRefused(StaleTensorException.class, message, () -> y.add(1));
    assertRefused(StaleTensorException.class, message, () -> y.reshape(2, 2).toFloats());
    Tensor loss = workspace.step(() -> x.square().square().sum());
    assertRefused(
        StaleTensorException.class,
        message + " Needed by the backward of [square], input 0.",
        loss::backward);
  }

  @Test
  void keptAndCopiedTensorsOutliveTheStep() {
    Tensor x = Tensor.of(1f, 2f);
    Tensor kept = workspace.step(() -> Workspace.keep(x.mul(2)));
    Tensor view = workspace.step(() -> Workspace.keep(x.mul(3).reshape(1, 2)));
    Tensor copied = workspace.step(() -> x.mul(4).copy());
    Parameter parameter = workspace.step(() -> Parameter.of(x.mul(5)));
    workspace.step(() -> poison());
    assertEquals(Tensor.of(2f, 4f), kept);
    assertEquals(Tensor.of(3f, 6f).unsqueeze(0), view);
    assertEquals(Tensor.of(4f, 8f), copied);
    assertEquals(Tensor.of(5f, 10f), parameter.tensor());
  }

  @Test
  void oneStepAtATime() {
    assertRefused(
        IllegalStateException.class,
        "[workspace] a step is running already: expected one step at a time, got a nested one."
            + " Hint: a step within a step needs a workspace of its own.",
        () -> workspace.step(() -> workspace.step(() -> Tensor.zeros(1).item())));
    Workspace inner = new Workspace();
    Tensor outer =
        workspace.step(
            () -> {
              Tensor before = Tensor.ones(3).add(1);
              inner.step(() -> Tensor.ones(3).add(2).get(0));
              return before.add(Tensor.ones(3).add(1)).copy();
            });
    assertEquals(Tensor.of(4f, 4f, 4f), outer);
  }

  @Test
  void aStepThatFailsEnds() {
    assertRefused(
        IllegalStateException.class,
        "planted",
        () ->
            workspace.step(
                (Runnable)
                    () -> {
                      throw new IllegalStateException("planted");
                    }));
    assertEquals(2, workspace.step(() -> Tensor.scalar(1f).add(1).item()));
  }

  @Test
  void classesOfLengthHoldTheirLengthsAndWasteLittle() {
    for (int length : lengths()) {
      int sizeClass = Workspace.sizeClass(length);
      int capacity = Workspace.capacity(sizeClass, length);
      assertTrue(capacity >= length, () -> length + " in " + capacity);
      assertTrue(capacity <= Math.max(8L, length * 9L / 8 + 1), () -> length + " in " + capacity);
      assertEquals(sizeClass, Workspace.sizeClass(capacity));
      assertTrue(sizeClass < 256);
    }
  }

  private static int[] lengths() {
    int[] lengths = new int[200 + 3 * 27];
    Arrays.setAll(lengths, i -> i);
    for (int i = 0; i < 27; i++) {
      for (int j = 0; j < 3; j++) {
        lengths[200 + 3 * i + j] = (1 << (i + 4)) + j - 1;
      }
    }
    return lengths;
  }

  /** What is left in recycled buffers never shows: every operation writes all of its result. */
  @Test
  void poisonedBuffersChangeNothing() {
    Tensor fresh = everything();
    for (int i = 0; i < 3; i++) {
      workspace.step(() -> poison());
      Tensor recycled = workspace.step(() -> everything().copy());
      assertEquals(fresh, recycled);
    }
  }

  /** Fills buffers of all classes that {@link #everything} asks for with NaN. */
  private static double poison() {
    double sum = 0;
    for (int copy = 0; copy < 40; copy++) {
      for (int length = 1; length <= 2000; length += length / 8 + 1) {
        sum += Tensor.full(DType.FLOAT64, Shape.of(length), Double.NaN).rank();
        sum += Tensor.full(DType.FLOAT32, Shape.of(length), Double.NaN).rank();
        sum += Tensor.full(DType.INT32, Shape.of(length), 77).rank();
      }
    }
    return sum;
  }

  private static Tensor everything() {
    double[] values = new double[60];
    Arrays.setAll(values, i -> Math.sin(i + 1));
    Tensor x = Tensor.of(values, Shape.of(3, 4, 5)).tracked();
    Tensor row = Tensor.of(0.5, -1.0, 2.0, 0.25, 3.0).tracked();
    Tensor index = Tensor.of(2, 0, 2);
    Supplier<Tensor[]> all =
        () ->
            new Tensor[] {
              x.mul(row),
              x.transpose().add(1),
              x.expand(Shape.of(2, 3, 4, 5)),
              x.slice(2, 1, 4),
              Shaping.flip(x, 0, 2),
              Shaping.roll(x, 2, 1),
              Shaping.pad(x, new int[] {1, 0, 2}, new int[] {0, 1, 1}, 0.5),
              Shaping.concatenate(1, x, x.exp()),
              Indexing.take(x, index, 1),
              Indexing.indexAdd(x, 0, index, x),
              Indexing.gather(x, 2, Tensors.range(3).reshape(1, 1, 3).expand(Shape.of(3, 4, 3))),
              Indexing.maskedFill(x, x.gt(Tensor.scalar(0.0)), 0),
              Indexing.sort(x, 1, true).values(),
              x.matmul(x.transpose()),
              LinearAlgebra.linear(x, x.select(0, 1), row.slice(0, 0, 4)),
              LinearAlgebra.einsum("abc,c->ab", x, row),
              Reductions.softmax(x, 1),
              Reductions.logSoftmax(x, 2),
              Reductions.logSumExp(x, false, 0, 2),
              Reductions.cumulativeProduct(x, 2),
              Reductions.logCumulativeSumExp(x, 0),
              Reductions.norm(x, 3, true, 1),
              Reductions.variance(x, 1, false, 0),
              x.max(1),
              x.min(0, 2),
              x.cast(DType.FLOAT32).tanh().cast(DType.FLOAT64),
              Elementwise.where(x.lt(row), x, row.mul(2)),
            };
    Tensor total = Tensor.scalar(0.0);
    for (Tensor result : all.get()) {
      total = total.add(result.square().sum());
    }
    Gradients gradients = Backward.of(total).differentiable().run();
    Tensor first = gradients.of(x);
    Gradients second = first.square().sum().backward();
    return Shaping.concatenate(
        0,
        total.detach().reshape(1),
        first.detach().reshape(-1),
        second.of(x).reshape(-1),
        second.of(row));
  }
}
