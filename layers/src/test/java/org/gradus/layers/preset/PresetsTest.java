package org.gradus.layers.preset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.attention.LearnedPositions;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Identity;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Initialization;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.layers.normalization.WeightNorm;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.Recurrent;
import org.junit.jupiter.api.Test;

class PresetsTest {
  private static Module network() {
    return Sequential.of(Embedding.of(50, 100), Linear.of(300), PRelu.shared());
  }

  private static Map<String, Parameter> built(Module module, Initialization initialization) {
    Construction.of(DType.FLOAT64, RandomSource.of(3))
        .with(initialization)
        .build(module, Shape.of(2, 7));
    return module.parameters();
  }

  private static double deviation(Parameter parameter) {
    return parameter.tensor().square().mean().sqrt().item();
  }

  private static double largest(Parameter parameter) {
    return parameter.tensor().abs().max().item();
  }

  @Test
  void pytorchIsWhatConfigsSay() {
    Map<String, Parameter> parameters = built(network(), Presets.pytorch());

    assertEquals(1, deviation(parameters.get("0/weight")), 0.05);
    assertEquals(0.1, largest(parameters.get("1/weight")), 1e-3);
    assertEquals(0.1, largest(parameters.get("1/bias")), 2e-3);
  }

  @Test
  void kerasIsGlorotAndZeros() {
    Map<String, Parameter> parameters = built(network(), Presets.keras());

    assertEquals(0.05, largest(parameters.get("0/weight")), 1e-3);
    assertEquals(Math.sqrt(6.0 / 400), largest(parameters.get("1/weight")), 1e-3);
    assertEquals(0, largest(parameters.get("1/bias")));
    assertEquals(0.25, parameters.get("2/weight").tensor().item());
  }

  @Test
  void kerasKeepsTheStateOfRecurrentCells() {
    Module layer = Recurrent.of(Lstm.of(5));
    Construction.of(DType.FLOAT64, RandomSource.of(3))
        .with(Presets.keras())
        .build(layer, Shape.of(2, 4, 3));
    Map<String, Parameter> parameters = layer.parameters();
    Tensor weight = parameters.get("l0/recurrent-weight").tensor().detach();
    Tensor one = new Identity().create(DType.FLOAT64, Shape.of(5, 5), RandomSource.of(1));

    assertTrue(weight.transpose().matmul(weight).isClose(one, 0, 1e-14));
    Tensor bias = parameters.get("l0/input-bias").tensor().detach();
    assertEquals(Tensor.ones(DType.FLOAT64, Shape.of(5)), bias.slice(0, 5, 10));
    assertEquals(5, bias.sum().item());
    assertEquals(0, largest(parameters.get("l0/recurrent-bias")));
  }

  @Test
  void lectureIsHeAndZeros() {
    Map<String, Parameter> parameters = built(network(), Presets.lecture());

    assertEquals(1, deviation(parameters.get("0/weight")), 0.05);
    // The standard error is σ / √(2 · 30000).
    assertEquals(Math.sqrt(0.02), deviation(parameters.get("1/weight")), 0.002);
    assertEquals(0, largest(parameters.get("1/bias")));
  }

  @Test
  void theLastRuleThatFitsDecides() {
    Initialization rules =
        Presets.keras().where("**/bias", Constant.ones()).where("1/*", new Constant(2));
    Map<String, Parameter> parameters = built(network(), rules);

    assertEquals(2, largest(parameters.get("1/bias")));
    assertEquals(2, parameters.get("1/weight").tensor().min().item());
    assertTrue(largest(parameters.get("0/weight")) < 0.05);
  }

  @Test
  void modulesMadeOfJsonAndModulesAloneAreInitializedAlike() {
    Module linear = Plugins.load().kind(ModuleProvider.class).create("linear", "{\"out\": 3}");
    Map<String, Parameter> parameters =
        built(linear, Presets.keras().where("weight", new Constant(7)));

    assertEquals(Tensor.full(DType.FLOAT64, Shape.of(3, 7), 7), parameters.get("weight").tensor());
    assertEquals(Tensor.full(DType.FLOAT64, Shape.of(3), 0), parameters.get("bias").tensor());
    assertEquals(new Linear.Config(3), linear.config());
  }

  @Test
  void rulesKnowTheOwnerAndTheConnections() {
    Initialization rules =
        Initialization.asConfigured()
            .where(
                target ->
                    target.owner().filter(Linear.class::isInstance).isPresent()
                        && target.fans().in() == 100
                        && target.name().equals("bias"),
                new Constant(5));

    assertEquals(5, largest(built(network(), rules).get("1/bias")));
  }

  /** The gain starts as the length of the direction, so the layer starts as it would without. */
  @Test
  void normalizedWeightsStartAsTheLayerWould() {
    for (Initialization preset : List.of(Presets.keras(), Presets.lecture())) {
      WeightNorm norm = WeightNorm.of(Linear.of(4));
      Tensor direction = built(norm, preset).get("layer/weight").tensor().detach();

      assertTrue(norm.weight().detach().isClose(direction, 1e-14, 1e-14));
      assertTrue(norm.parameters().get("gain").tensor().min().item() > 0);
    }
  }

  @Test
  void positionsAreTables() {
    Module positions = LearnedPositions.of(100);
    Construction.of(DType.FLOAT64, RandomSource.of(3))
        .with(Presets.lecture())
        .build(positions, Shape.of(2, 7, 50));

    assertEquals(0.02, deviation(positions.parameters().get("weight")), 0.002);
  }

  @Test
  void patternsThatFitNothingAreRefused() {
    Initialization misspelt = Initialization.asConfigured().where("**/wieght", Constant.zeros());

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> built(Linear.of(3), misspelt));
    assertEquals(
        "[initialization] the pattern fits no path: expected one that fits any of weight, bias, got"
            + " \"**/wieght\".",
        e.getMessage());
  }
}
