package org.gradus.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.json.JsonBindingException;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormalizedWeightTest {
  private static void build(Module module) {
    module.build(Shape.of(2, 2), Construction.of(DType.FLOAT64, RandomSource.of(1)));
  }

  @ParameterizedTest
  @EnumSource
  void weightNormStartsAsTheLayerWould(WeightNorm.Extent extent) {
    Linear linear = Linear.of(3);
    WeightNorm module = WeightNorm.of(linear).withExtent(extent);
    build(module);

    assertTrue(module.weight().isClose(linear.weight().tensor(), 1e-15, 0));
  }

  @Test
  void weightNormSetsTheLengthOfEachOutput() {
    Linear linear = Linear.of(2).withoutBias();
    WeightNorm module = WeightNorm.of(linear);
    build(module);
    linear.weight().set(Tensor.of(new double[][] {{3, 4}, {0, 2}}));
    module.parameters().get("gain").set(Tensor.of(new double[][] {{10}, {1}}));

    assertTrue(module.weight().isClose(Tensor.of(new double[][] {{6, 8}, {0, 1}}), 1e-15, 0));
    assertTrue(
        module
            .forward(Tensor.of(new double[][] {{1, 0}}))
            .isClose(Tensor.of(new double[][] {{6, 0}}), 1e-15, 0));
  }

  @Test
  void spectralNormFindsTheLargestSingularValue() {
    // Singular values of a diagonal matrix are on its diagonal.
    Linear linear = Linear.of(2).withoutBias();
    SpectralNorm module = SpectralNorm.of(linear).withIterations(200);
    build(module);
    linear.weight().set(Tensor.of(new double[][] {{4, 0}, {0, 2}}));
    Tensor x = Tensor.of(new double[][] {{1, 1}});
    Tensor y = module.forward(x, Context.train(RandomSource.of(1))).detach();

    assertTrue(y.isClose(Tensor.of(new double[][] {{1, 0.5}}), 1e-12, 0));
    assertEquals(y, module.forward(x), "evaluation keeps the singular vectors");
  }

  @Test
  void takesLayersWithAWeightOnly() {
    String json =
        "{\"type\":\"weight-norm\",\"config\":{\"layer\":{\"type\":\"relu\",\"config\":{}}}}";
    JsonBindingException thrown =
        assertThrows(
            JsonBindingException.class,
            () -> Plugins.load().kind(ModuleProvider.class).createFromJson(json));
    assertEquals(
        "[weight-norm] wrong value of layer: expected a component whose config is a"
            + " org.gradus.layers.module.WeightedLayer$Config, got relu. At /config/layer/type.",
        thrown.getMessage());
  }

  @Test
  void gradientsReachDirectionAndGain() {
    WeightNorm module = WeightNorm.of(Linear.of(3));
    build(module);
    var gradients =
        module
            .forward(Tensor.of(new double[][] {{1, 2}, {3, 5}}), Context.train(RandomSource.of(1)))
            .square()
            .sum()
            .backward();
    Parameter direction = module.parameters().get("layer/weight");
    Tensor along = gradients.of(direction).mul(direction.tensor().detach()).sum(1);

    assertTrue(along.isClose(Tensor.of(0.0, 0, 0), 0, 1e-12), "orthogonal to the direction");
    assertTrue(gradients.of(module.parameters().get("gain")).abs().max().item() > 0);
  }

  @Test
  void spectralNormMakesAtLeastOneStep() {
    SpectralNorm module = SpectralNorm.of(Linear.of(3));
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> module.withIterations(0));
    assertEquals(
        "[spectral-norm] iterations is out of range: expected at least 1, got 0.",
        thrown.getMessage());
  }
}
