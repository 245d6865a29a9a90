package org.gradus.layers.residual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

class ResidualTest {
  private static Residual times(double factor) {
    return Residual.of(Linear.of(1).withWeight(new Constant(factor)).withoutBias());
  }

  @Test
  void keepsTheContract() {
    ModuleContract.check(Residual.of(Linear.of(3)).config(), Shape.of(2, 3));
    ModuleContract.check(
        Residual.of(Sequential.of(new Tanh(), Linear.of(4)))
            .withShortcut(Linear.of(4).withoutBias())
            .withScale(0.1)
            .withAfter(new Tanh())
            .config(),
        Shape.of(2, 3));
  }

  @Test
  void addsTheBranch() {
    Residual residual = times(10).withScale(0.5).withAfter(new Relu());
    residual.build(Shape.of(1, 1), RandomSource.of(1));

    assertEquals(
        Tensor.of(new float[][] {{12}, {0}}),
        residual.forward(Tensor.of(new float[][] {{2}, {-1}})));
    assertEquals(List.of("branch/weight"), List.copyOf(residual.parameters().keySet()));
  }

  /**
   * A chain of k connections is a sum over 2^k paths (figure 11.4): with branches x ↦ 2 x, of which
   * some are taken away, it multiplies by one term for each choice among the others, 2 to the
   * number of branches on the path.
   */
  @Property(tries = 20)
  void aChainUnravelsIntoAllPaths(@ForAll List<Boolean> given) {
    List<Boolean> present = given.subList(0, Math.min(given.size(), 10));
    Sequential chain =
        Sequential.of(present.stream().map(here -> times(here ? 2 : 0)).toArray(Module[]::new));
    chain.build(Shape.of(1, 1), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    long paths = 0;
    for (int choice = 0; choice < 1 << present.size(); choice++) {
      int path = choice;
      boolean open =
          IntStream.range(0, present.size()).allMatch(i -> (path >> i & 1) == 0 || present.get(i));
      paths += open ? 1L << Integer.bitCount(path) : 0;
    }
    assertEquals((double) paths, chain.forward(Tensor.ones(DType.FLOAT64, Shape.of(1, 1))).item());
  }

  @Test
  void refusesBranchesThatDoNotFit() {
    Sequential model = Sequential.of(Residual.of(Linear.of(3)));
    ShapeException shape =
        assertThrows(ShapeException.class, () -> model.build(Shape.of(1, 4), RandomSource.of(1)));
    assertEquals(
        "[residual] branch and shortcut do not fit: expected a branch that keeps the shape (1, 4),"
            + " got (1, 3). At 0.",
        shape.getMessage());

    Residual projected = Residual.of(Linear.of(3)).withShortcut(Linear.of(2));
    ShapeException both =
        assertThrows(
            ShapeException.class, () -> projected.build(Shape.of(1, 4), RandomSource.of(1)));
    assertEquals(
        "[residual] branch and shortcut do not fit: expected a branch that makes the shape (1, 2),"
            + " as the shortcut does, got (1, 3).",
        both.getMessage());

    IllegalArgumentException scale =
        assertThrows(IllegalArgumentException.class, () -> times(1).withScale(Double.NaN));
    assertEquals(
        "[residual] scale is out of range: expected a finite number, got NaN.", scale.getMessage());
  }
}
