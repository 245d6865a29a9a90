package org.gradus.layers.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.junit.jupiter.api.Test;

class BilinearTest {
  private static Construction construction() {
    return Construction.of(DType.FLOAT64, RandomSource.of(1));
  }

  @Test
  void isTheSumOverAllPairs() {
    Bilinear layer = Bilinear.of(2, 3, 1);
    assertEquals(Shape.of(1, 1), layer.build(Shape.of(1, 2), Shape.of(1, 3), construction()));
    layer
        .parameters()
        .get("weight")
        .set(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(1, 2, 3)));
    layer.parameters().get("bias").set(Tensor.of(100.0));

    // (2, 1) W = (6, 9, 12), and (6, 9, 12) · (1, 0, −1) = −6.
    Tensor first = Tensor.of(new double[][] {{2, 1}});
    Tensor second = Tensor.of(new double[][] {{1, 0, -1}});
    assertEquals(
        Tensor.of(new double[][] {{94}}), layer.forward(first, second, Context.eval()).detach());
  }

  @Test
  void isAQuadraticFormOfOneInput() {
    Bilinear layer = Bilinear.of(1).withoutBias();
    layer.build(Shape.of(1, 2), construction());
    layer.parameters().get("weight").set(Tensor.of(new double[] {1, 2, 0, 3}, Shape.of(1, 2, 2)));

    // x² + 2xy + 3y²
    assertEquals(
        Tensor.of(new double[][] {{1 + 4 + 12}}),
        layer.forward(Tensor.of(new double[][] {{1, 2}})));
    assertEquals(Set.of("weight"), layer.parameters().keySet());
    assertEquals(5 * 2 * 2 * 2, layer.multiplyAdds(Shape.of(5, 2)));
  }

  @Test
  void keepsItsContract() {
    ModuleContract.check(new Bilinear.Config(2), Shape.of(3, 2));
    ModuleContract.check(Bilinear.of(2).withoutBias().config(), Shape.of(2, 2, 3));
  }

  @Test
  void refusesInputsThatDoNotFit() {
    ShapeException sizes =
        assertThrows(
            ShapeException.class,
            () -> Bilinear.of(2, 3, 1).build(Shape.of(4, 2), Shape.of(5, 3), construction()));
    assertEquals(
        "[bilinear] the inputs do not fit: expected (…, 2) and (…, 3), got (4, 2) and (5, 3).",
        sizes.getMessage());
    Bilinear built = Bilinear.of(1);
    built.build(Shape.of(1, 2), Shape.of(1, 3), construction());
    ShapeException later =
        assertThrows(
            ShapeException.class,
            () -> built.forward(Tensor.ones(1, 2), Tensor.ones(1, 2), Context.eval()));
    assertEquals(
        "[bilinear] the inputs do not fit: expected (…, 2) and (…, 3), got (1, 2) and (1, 2).",
        later.getMessage());
    ShapeException single =
        assertThrows(ShapeException.class, () -> built.forward(Tensor.ones(1, 2)));
    assertEquals(
        "[bilinear] a quadratic form needs inputs of one size: expected forward(first, second,"
            + " context), got one input. Shape: (1, 2, 3).",
        single.getMessage());
    BuildException early =
        assertThrows(BuildException.class, () -> Bilinear.of(1).forward(Tensor.ones(1, 2)));
    assertEquals(
        "[bilinear] the module has no parameters yet: expected build(inputShape, random) first,"
            + " got a forward pass.",
        early.getMessage());
  }
}
