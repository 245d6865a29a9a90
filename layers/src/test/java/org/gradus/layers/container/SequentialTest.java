package org.gradus.layers.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.Test;

class SequentialTest {
  private static Sequential perceptron() {
    return Sequential.of(Linear.of(40, 100), new Relu(), Linear.of(100), new Tanh(), Linear.of(10));
  }

  @Test
  void runsOneAfterTheOther() {
    Sequential model =
        Sequential.of(
            Linear.of(2).withWeight(new Constant(-1)).withBias(Constant.ones()),
            new Relu(),
            Linear.of(1).withWeight(new Constant(3)).withoutBias());

    assertEquals(Shape.of(1, 1), model.build(Shape.of(1, 2), RandomSource.of(1)));
    // (½ + ¼) · −1 + 1 = ¼, twice, times 3; and 1 − 5 < 0.
    assertEquals(
        Tensor.of(new float[][] {{1.5f}, {0}}),
        model.forward(Tensor.of(new float[][] {{0.5f, 0.25f}, {2, 3}})));
  }

  @Test
  void namesParametersByPath() {
    Sequential model = Sequential.of(perceptron(), new Relu(), Linear.of(2));
    model.build(Shape.of(1, 40), RandomSource.of(1));

    assertEquals(
        List.of(
            "0/0/weight",
            "0/0/bias",
            "0/2/weight",
            "0/2/bias",
            "0/4/weight",
            "0/4/bias",
            "2/weight",
            "2/bias"),
        List.copyOf(model.parameters().keySet()));
    assertEquals(Shape.of(100, 100), model.parameters().get("0/2/weight").shape());
  }

  @Test
  void startsFromTheSeedAndThePath() {
    Sequential first = perceptron();
    Sequential second = perceptron();
    Sequential other = perceptron();
    first.build(Shape.of(1, 40), RandomSource.of(7));
    second.build(Shape.of(16, 40), RandomSource.of(7));
    other.build(Shape.of(1, 40), RandomSource.of(8));

    first
        .parameters()
        .forEach(
            (path, parameter) -> {
              assertEquals(parameter.tensor(), second.parameters().get(path).tensor(), path);
              assertNotEquals(parameter.tensor(), other.parameters().get(path).tensor(), path);
            });
  }

  @Test
  void withoutModulesReturnsItsInput() {
    Sequential empty = Sequential.of();
    assertEquals(Shape.of(3), empty.build(Shape.of(3), RandomSource.of(1)));
    assertEquals(Tensor.ones(3), empty.forward(Tensor.ones(3)));
  }

  @Test
  void tellsWhereShapesDoNotFit() {
    Sequential model = Sequential.of(new Relu(), Sequential.of(Linear.of(40, 100)));
    ShapeException built =
        assertThrows(ShapeException.class, () -> model.build(Shape.of(1, 30), RandomSource.of(1)));
    assertEquals(
        "[linear] the input does not fit: expected (…, 40), got (1, 30). At 1/0.",
        built.getMessage());

    model.build(Shape.of(1, 40), RandomSource.of(1));
    ShapeException run =
        assertThrows(ShapeException.class, () -> model.forward(Tensor.ones(2, 30)));
    assertEquals(
        "[linear] input, weight and bias do not fit: expected (…, in), (out, in) and (out), got"
            + " other shapes. Shapes: (2, 30), (100, 40), (100). At 1/0.",
        run.getMessage());
  }

  @Test
  void refusesAModuleInTwoPlaces() {
    Linear linear = Linear.of(4, 4);
    Sequential model = Sequential.of(linear, linear);

    BuildException twice =
        assertThrows(BuildException.class, () -> model.build(Shape.of(1, 4), RandomSource.of(1)));
    assertEquals(
        "[linear] the module was built before: expected one build, got a second one. At 1. Hint:"
            + " every place in a network needs a module of its own.",
        twice.getMessage());
  }

  @Test
  void isMadeOfJson() {
    Plugins plugins = Plugins.load();
    String json = plugins.write(perceptron().config());
    Module same = plugins.kind(ModuleProvider.class).createFromJson(json);

    assertEquals(perceptron().config(), same.config());
  }
}
