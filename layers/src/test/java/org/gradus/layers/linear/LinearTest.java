package org.gradus.layers.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Registry;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.Test;

class LinearTest {
  private static final String JSON =
      "{\"type\":\"gradus:linear\",\"config\":{\"out\":10,\"in\":784,"
          + "\"weight\":{\"type\":\"gradus:constant\",\"config\":{\"value\":0.5}},\"bias\":null}}";

  private final Registry<Module> modules = Plugins.load().kind(ModuleProvider.class);

  private static Construction construction() {
    return Construction.of(DType.FLOAT32, RandomSource.of(1));
  }

  @Test
  void multipliesByTheTransposedWeightAndAddsTheBias() {
    Linear linear = Linear.of(2, 3);
    linear.build(Shape.of(1, 2), RandomSource.of(1));
    linear.ownParameters().get("weight").set(Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}));
    linear.ownParameters().get("bias").set(Tensor.of(10f, 20f, 30f));

    // By hand: (1·1 + 2·−1) + 10, (3 − 4) + 20, (5 − 6) + 30; then (0 + 2) + 10 and so on.
    assertEquals(
        Tensor.of(new float[][] {{9, 19, 29}, {12, 24, 36}}),
        linear.forward(Tensor.of(new float[][] {{1, -1}, {0, 1}})));
  }

  @Test
  void actsOnTheLastAxisOfAnyShape() {
    Linear linear = Linear.of(3).withWeight(Constant.ones()).withoutBias();

    assertEquals(Shape.of(5, 2, 3), linear.build(Shape.of(5, 2, 4), RandomSource.of(1)));
    assertEquals(
        Tensor.full(DType.FLOAT32, Shape.of(2, 2, 3), 4), linear.forward(Tensor.ones(2, 2, 4)));
    assertEquals(List.of("weight"), List.copyOf(linear.parameters().keySet()));
  }

  @Test
  void infersTheNumberOfInputs() {
    Linear linear = Linear.of(3);
    linear.build(Shape.of(1, 7), RandomSource.of(1));

    assertEquals(Shape.of(3, 7), linear.parameters().get("weight").shape());
    assertEquals(Shape.of(3), linear.parameters().get("bias").shape());
    assertEquals(new Linear.Config(3), linear.config());
  }

  @Test
  void startsAsPytorchDoes() {
    Linear linear = Linear.of(100, 50);
    linear.build(Shape.of(1, 100), RandomSource.of(1));

    for (var parameter : linear.parameters().values()) {
      float largest = 0;
      for (float value : parameter.tensor().toFloats()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertTrue(largest <= 0.1f && largest > 0.09f, "1/√100 bounds " + largest);
    }
  }

  @Test
  void countsMultiplyAdds() {
    assertEquals(2 * 3 * 40 * 100, Linear.of(100).multiplyAdds(Shape.of(2, 3, 40)));
  }

  @Test
  void refusesAnInputOfAnotherSize() {
    ShapeException built =
        assertThrows(
            ShapeException.class, () -> Linear.of(40, 100).build(Shape.of(1, 28), construction()));
    assertEquals(
        "[linear] the input does not fit: expected (…, 40), got (1, 28).", built.getMessage());

    ShapeException scalar =
        assertThrows(ShapeException.class, () -> Linear.of(3).build(Shape.SCALAR, construction()));
    assertEquals("[linear] the input does not fit: expected (…, in), got ().", scalar.getMessage());
  }

  @Test
  void refusesToRunBeforeItIsBuiltAndToBeBuiltTwice() {
    Linear linear = Linear.of(4, 3);
    BuildException early =
        assertThrows(BuildException.class, () -> linear.forward(Tensor.ones(1, 4)));
    assertEquals(
        "[linear] the module has no parameters yet: expected build(inputShape, random) first, got"
            + " a forward pass.",
        early.getMessage());

    linear.build(Shape.of(1, 4), construction());
    BuildException again =
        assertThrows(
            BuildException.class, () -> construction().build("encoder", linear, Shape.of(1, 4)));
    assertEquals(
        "[linear] the module was built before: expected one build, got a second one. At encoder."
            + " Hint: every place in a network needs a module of its own.",
        again.getMessage());
  }

  @Test
  void isMadeOfJson() {
    Linear.Config config =
        new Linear.Config(10, Optional.of(784), new Constant(0.5), Optional.empty());

    assertEquals(config, modules.createFromJson(JSON).config());
    assertEquals(JSON, Plugins.load().write(config));
    assertEquals(
        new Linear.Config(10, Optional.of(784), He.pytorch(), Optional.of(He.pytorch())),
        modules.create("linear", "{\"in\": 784, \"out\": 10}").config());
  }

  @Test
  void refusesBadSettings() {
    IllegalArgumentException size =
        assertThrows(IllegalArgumentException.class, () -> Linear.of(40, 0));
    assertEquals("[linear] out is out of range: expected at least 1, got 0.", size.getMessage());

    JsonBindingException unknown =
        assertThrows(
            JsonBindingException.class,
            () -> modules.create("linear", "{\"out\": 3, \"weigth\": null}"));
    assertEquals("/weigth", unknown.problems().get(0).pointer());
  }
}
