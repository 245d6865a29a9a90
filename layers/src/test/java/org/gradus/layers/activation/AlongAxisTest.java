package org.gradus.layers.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.AxisException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.Test;

/** Activations that see several numbers at once. */
class AlongAxisTest {
  private static Shape build(Module module, Shape input) {
    return module.build(input, RandomSource.of(1));
  }

  @Test
  void softmaxIsADistribution() {
    Tensor x = Tensor.of(new double[][] {{0, Math.log(3)}, {800, -800}});

    assertTrue(
        new Softmax()
            .forward(x)
            .isClose(Tensor.of(new double[][] {{0.25, 0.75}, {1, 0}}), 1e-15, 0));
    assertTrue(
        new Softmin()
            .forward(x)
            .isClose(Tensor.of(new double[][] {{0.75, 0.25}, {0, 1}}), 1e-15, 0));
    assertTrue(
        new LogSoftmax()
            .forward(x)
            .isClose(
                Tensor.of(new double[][] {{-Math.log(4), Math.log(0.75)}, {0, -1600}}), 1e-15, 0));
    assertTrue(new Softmax(0).forward(x).sum(0).isClose(Tensor.of(1d, 1), 1e-15, 0));
  }

  @Test
  void gatesWeighTheFirstHalfByTheSecond() {
    Tensor x = Tensor.of(new double[][] {{3, -5, Math.log(3), 0}});

    assertEquals(Tensor.of(new double[][] {{2.25, -2.5}}), new Glu().forward(x));
    assertEquals(
        Tensor.of(new double[][] {{3 * 0.75 * Math.log(3), -0.0}}), Glu.swiglu().forward(x));
    assertEquals(Tensor.of(new double[][] {{3 * Math.log(3), -0.0}}), Glu.reglu().forward(x));
    assertEquals(Shape.of(5, 2, 7), build(Glu.along(1), Shape.of(5, 4, 7)));
  }

  @Test
  void maxoutTakesTheLargestOfEachGroup() {
    Tensor x = Tensor.of(new float[][] {{1, 5, 3, -2, -4, -3}, {0, 0, 7, 9, 8, 1}});

    assertEquals(Tensor.of(new float[][] {{5, -2}, {7, 9}}), new Maxout(3).forward(x));
    assertEquals(Tensor.of(new float[][] {{1, 5, 7, 9, 8, 1}}), new Maxout(2, 0).forward(x));
    assertEquals(Shape.of(2, 2), build(new Maxout(3), x.shape()));
  }

  @Test
  void identityReturnsItsInput() {
    Tensor x = Tensor.of(1f, 2f);
    assertEquals(x, new Identity().forward(x));
  }

  @Test
  void keepTheirContract() {
    Shape shape = Shape.of(2, 4, 3);
    ModuleContract.check(new Softmax(), shape);
    ModuleContract.check(new Softmax(1), shape);
    ModuleContract.check(new LogSoftmax(-2), shape);
    ModuleContract.check(new Softmin(1), shape);
    ModuleContract.check(Glu.along(1), shape);
    ModuleContract.check(new Glu(1, new Silu()), shape);
    ModuleContract.check(Glu.geglu(), Shape.of(2, 6));
    ModuleContract.check(new Maxout(2, 1), shape);
    ModuleContract.check(new Identity(), shape);
  }

  @Test
  void refuseShapesThatCannotBeDivided() {
    ShapeException odd = assertThrows(ShapeException.class, () -> build(new Glu(), Shape.of(2, 3)));
    assertEquals(
        "[glu] axis -1 has no two halves: expected an even size, got 3. Shape: (2, 3).",
        odd.getMessage());
    ShapeException groups =
        assertThrows(ShapeException.class, () -> build(new Maxout(4), Shape.of(2, 6)));
    assertEquals(
        "[maxout] axis -1 cannot be grouped: expected a multiple of 4, got 6. Shape: (2, 6).",
        groups.getMessage());
    assertThrows(AxisException.class, () -> build(new Softmax(2), Shape.of(2, 3)));
    IllegalArgumentException pieces =
        assertThrows(IllegalArgumentException.class, () -> new Maxout(0));
    assertEquals(
        "[maxout] pieces is out of range: expected at least 1, got 0.", pieces.getMessage());
  }

  @Test
  void aGateInJsonMustBeAnActivation() {
    Plugins plugins = Plugins.load();
    String json = "{\"gate\": {\"type\": \"gradus:%s\", \"config\": {}}}";

    assertEquals(
        Glu.swiglu(),
        plugins.kind(ModuleProvider.class).create("glu", json.formatted("silu")).config());
    JsonBindingException e =
        assertThrows(
            JsonBindingException.class,
            () -> plugins.kind(ModuleProvider.class).create("glu", json.formatted("softmax")));
    assertEquals("/gate/type", e.problems().get(0).pointer());
  }
}
