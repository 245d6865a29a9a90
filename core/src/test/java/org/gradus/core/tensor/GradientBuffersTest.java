package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.indexing.Indexing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GradientBuffersTest {
  private static final int SIZE = 1024;

  private final Workspace workspace = new Workspace();

  /** Keeps hold of what arrives at it, and of a result of its own. */
  private static final class GraspingOp extends Op {
    final List<Tensor> grasped = new ArrayList<>();

    GraspingOp() {
      super("grasping");
    }

    Tensor of(Tensor x) {
      return apply(x);
    }

    @Override
    protected Keeps keeps() {
      return Keeps.NOTHING;
    }

    @Override
    protected Tensor forward(Tensor[] inputs) {
      return inputs[0].add(1);
    }

    @Override
    protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
      grasped.add(gradient);
      grasped.add(gradient.mul(2));
      return new Tensor[] {gradient};
    }
  }

  @Test
  void aWalkBackTakesTwoBuffersForAChain() {
    Tensor x = Tensor.full(DType.FLOAT64, Shape.of(SIZE), 0.5).tracked();
    int depth = 50;
    Runnable forward = () -> chain(x, depth);
    workspace.step(forward);
    long values = workspace.bytes();
    workspace.step(() -> chain(x, depth).backward());
    int scalar = 8;
    assertEquals(values + 2L * SIZE * 8 + scalar, workspace.bytes());
  }

  private static Tensor chain(Tensor x, int depth) {
    Tensor y = x;
    for (int i = 0; i < depth; i++) {
      y = y.tanh();
    }
    return y.sum();
  }

  @Test
  void gradientsThatAreHandedOnOrSharedOrAddedUpAreWhole() {
    Tensor x = Tensor.of(0.5, -1.0, 2.0, 0.25).tracked();
    Tensor table = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(3, 2)).tracked();
    Tensor weight = Tensor.of(new double[] {1, -1, 0.5, 2}, Shape.of(2, 2)).tracked();
    Gradients expected = branches(x, table, weight).backward();
    for (int i = 0; i < 3; i++) {
      workspace.step(
          () -> {
            Gradients actual = branches(x, table, weight).backward();
            overwriteFreeBuffers();
            for (Tensor leaf : List.of(x, table, weight)) {
              assertEquals(expected.of(leaf), actual.of(leaf));
            }
          });
    }
  }

  /** Returns a sum over a graph with branches, views, repeated inputs, and rows looked up. */
  private static Tensor branches(Tensor x, Tensor table, Tensor weight) {
    Tensor square = x.reshape(2, 2);
    Tensor left = square.add(square.transpose()).add(square);
    Tensor right = square.matmul(weight).tanh();
    Tensor rows = Indexing.take(table, Tensor.of(2, 0), 0);
    Tensor joined = left.mul(right).add(rows).add(rows.mul(rows));
    Tensor parts = joined.slice(0, 0, 1).add(joined.slice(0, 1, 2)).add(table.slice(0, 1, 2));
    return parts.add(x.slice(0, 1, 3).unsqueeze(0)).sum().add(joined.square().sum());
  }

  private static void overwriteFreeBuffers() {
    for (int length = 1; length <= 8; length++) {
      for (int copy = 0; copy < 40; copy++) {
        Tensor.full(DType.FLOAT64, Shape.of(length), Double.NaN).requireFresh();
      }
    }
  }

  @Test
  void gradientsThatWereAskedForStay() {
    Tensor x = Tensor.of(1.0, 2.0).tracked();
    workspace.step(
        () -> {
          Tensor middle = x.square();
          Tensor passed = middle.add(1);
          Gradients gradients = Backward.of(passed.square().sum()).alsoOf(middle, passed).run();
          overwriteFreeBuffers();
          assertEquals(Tensor.of(4.0, 10.0), gradients.of(middle));
          assertEquals(Tensor.of(4.0, 10.0), gradients.of(passed));
          assertEquals(Tensor.of(8.0, 40.0), gradients.of(x));
        });
  }

  @Test
  void whatAnOperationKeepsOfAWalkIsStale() {
    GraspingOp op = new GraspingOp();
    Tensor x = Tensor.of(1.0, 2.0).tracked();
    String message =
        "[tensor] the value is a gradient that backward has passed on, and its buffer is in use"
            + " again: expected a gradient that was asked for, got one on the way. Hint: ask for it"
            + " with Backward.alsoOf, or keep it by Workspace.keep.";
    workspace.step(
        () -> {
          op.of(x.square()).square().sum().backward();
          for (Tensor grasped : op.grasped) {
            assertRefused(StaleTensorException.class, message, grasped::toDoubles);
          }
        });
  }

  @Test
  void aRecordedWalkKeepsItsGradients() {
    GraspingOp op = new GraspingOp();
    Tensor x = Tensor.of(1.0, 2.0).tracked();
    workspace.step(
        () -> {
          Gradients first = Backward.of(op.of(x.square()).square().sum()).differentiable().run();
          // y = (x² + 1)²: y' = 4x (x² + 1), y'' = 12x² + 4.
          assertEquals(Tensor.of(8.0, 40.0), first.of(x));
          assertEquals(Tensor.of(4.0, 10.0), op.grasped.get(0));
          assertEquals(Tensor.of(16.0, 52.0), first.of(x).sum().backward().of(x));
        });
  }

  @Test
  void aKeptGradientStays() {
    List<Tensor> kept = new ArrayList<>();
    Tensor x = Tensor.of(1.0, 2.0).tracked();
    Op keeping =
        new Op("keeping") {
          @Override
          protected Tensor forward(Tensor[] inputs) {
            return inputs[0].mul(3);
          }

          @Override
          protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
            Tensor own = gradient.mul(3);
            kept.add(Workspace.keep(own));
            return new Tensor[] {own};
          }
        };
    workspace.step(() -> keeping.apply(x.square()).square().sum().backward());
    workspace.step(GradientBuffersTest::overwriteFreeBuffers);
    assertEquals(List.of(Tensor.of(18.0, 72.0)), kept);
  }
}
