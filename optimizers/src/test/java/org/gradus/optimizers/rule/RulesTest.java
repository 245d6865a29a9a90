package org.gradus.optimizers.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.OptimizerProvider;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all rules have in common; their numbers are those of the reference cases. */
class RulesTest {
  static Stream<UpdateRule> rules() {
    return Stream.of(
        new Adam().withAmsgrad().withWeightDecay(0.1),
        new AdamW().withBetas(0.8, 0.9),
        new NAdam(),
        new RAdam(),
        new Adamax(),
        new RmsProp(0.9, 1e-8, 0.01, 0.5, true),
        new Adagrad(0.1, 0, 0.1, 1e-10, false),
        new Adadelta(),
        new Rprop(),
        new Asgd(1e-4, 0.75, 1, 0.01),
        new Lamb(0.9, 0.99, 1e-6, 0.1),
        new Lion(0.9, 0.99, 0.1));
  }

  @Test
  void settingsAreChangedOneByOne() {
    assertEquals(
        List.of(
            new RmsProp(0.99, 1e-8, 0.1, 0.9, true),
            new NAdam(0.9, 0.999, 1e-8, 0.1, 0.004),
            new RAdam(0.9, 0.999, 1e-8, 0.1),
            new Adamax(0.9, 0.999, 1e-8, 0.1, false),
            new Lamb(0.9, 0.999, 1e-6, 0.1),
            new Lion(0.9, 0.99, 0.1),
            new Adagrad(0, 0.1, 0, 1e-10, false),
            new Adadelta(0.9, 1e-6, 0.1, false),
            new Asgd(1e-4, 0.75, 1e6, 0.1)),
        List.of(
            new RmsProp().withWeightDecay(0.1).withMomentum(0.9).withCentring(),
            new NAdam().withWeightDecay(0.1),
            new RAdam().withWeightDecay(0.1),
            new Adamax().withWeightDecay(0.1),
            new Lamb().withWeightDecay(0.1),
            new Lion().withWeightDecay(0.1),
            new Adagrad().withWeightDecay(0.1),
            new Adadelta().withWeightDecay(0.1),
            new Asgd().withWeightDecay(0.1)));
  }

  /** Where a gradient varies by less than its rounding, v − a² is negative as often as not. */
  @Test
  void aVarianceIsNotNegative() {
    RandomSource random = RandomSource.of(1);
    int elements = 1000;
    Parameter parameter = Parameter.of(Tensor.zeros(elements));
    Optimizer optimizer =
        Optimizer.of(
            Map.of("p", parameter), 1e-9, new RmsProp(0.9, 1e-8, 0, 0, false).withCentring());
    for (int step = 0; step < 400; step++) {
      float[] gradient = new float[elements];
      for (int i = 0; i < elements; i++) {
        gradient[i] = (float) ((i + 1) * (1 + 3e-7 * random.nextGaussian()));
      }
      optimizer.step(Gradients.of(Map.of(parameter, Tensor.of(gradient))));
    }
    assertTrue(Double.isFinite(parameter.tensor().detach().abs().sum().item()));
  }

  /** Steps down Σ (x² + xⁱ), i the number of the step, which no two rules do alike. */
  private static void step(Optimizer optimizer, Parameter parameter, int i) {
    Tensor x = parameter.tensor();
    optimizer.step(x.square().add(x.mul(0.1 * i)).sum().backward());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void continueFromASavedStateBitForBit(UpdateRule rule) {
    Parameter undisturbed = Parameter.of(Tensor.of(1f, -2f, 0.5f, 3f));
    Optimizer optimizer = Optimizer.of(Map.of("p", undisturbed), 0.01, rule);
    for (int i = 0; i < 4; i++) {
      step(optimizer, undisturbed, i);
    }
    Parameter resumed = Parameter.of(undisturbed.tensor().copy());
    Optimizer other = Optimizer.of(Map.of("p", resumed), 0.01, rule);
    other.restore(optimizer.state());
    for (int i = 4; i < 9; i++) {
      step(optimizer, undisturbed, i);
      step(other, resumed, i);
    }
    assertEquals(undisturbed.tensor(), resumed.tensor());
    assertEquals(optimizer.state(), other.state());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void takeAnAllZeroGradient(UpdateRule rule) {
    Parameter parameter = Parameter.of(Tensor.of(1d, -2d));
    Optimizer optimizer = Optimizer.of(Map.of("p", parameter), 0.01, rule);
    for (int i = 0; i < 3; i++) {
      optimizer.step(parameter.tensor().mul(0).sum().backward());
    }
    for (double value : parameter.tensor().toDoubles()) {
      assertTrue(Double.isFinite(value));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findTheMinimumOfAParabola(UpdateRule rule) {
    Parameter parameter = Parameter.of(Tensor.of(1d, -2d));
    double rate = rule instanceof Adadelta ? 20 : rule instanceof Adagrad ? 0.5 : 0.02;
    Optimizer optimizer = Optimizer.of(Map.of("p", parameter), rate, rule);
    double before = parameter.tensor().square().sum().item();
    for (int i = 0; i < 100; i++) {
      optimizer.step(parameter.tensor().square().sum().backward());
    }
    assertTrue(parameter.tensor().square().sum().item() < 0.5 * before);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void areMadeOfJson(UpdateRule rule) {
    Plugins plugins = Plugins.load();
    String json = plugins.write(rule);
    assertEquals(rule, plugins.kind(OptimizerProvider.class).createFromJson(json));
  }

  @Test
  void areAllHere() {
    Plugins plugins = Plugins.load();
    TreeSet<String> tested = new TreeSet<>();
    Stream.concat(Stream.of(new Sgd()), rules())
        .forEach(rule -> tested.add(plugins.kind(OptimizerProvider.class).nameOf(rule.getClass())));
    assertEquals(tested, new TreeSet<>(plugins.kind(OptimizerProvider.class).names()));
  }

  @Test
  void lambStepsInTheSizeOfTheParameter() {
    // Debiased, m is g and √v is |g|, so that d is the sign of g, and ‖θ‖ / ‖d‖ is 5 / √2.
    Parameter parameter = Parameter.of(Tensor.of(3d, 4d));
    Optimizer optimizer = Optimizer.of(Map.of("p", parameter), 0.1, new Lamb(0.9, 0.99, 0, 0));
    optimizer.step(parameter.tensor().mul(Tensor.of(0.5d, -2d)).sum().backward());
    double step = 0.1 * 5 / Math.sqrt(2);
    assertTrue(parameter.tensor().isClose(Tensor.of(3 - step, 4 + step), 0, 1e-14));
  }

  @Test
  void lionStepsByTheSign() {
    Parameter parameter = Parameter.of(Tensor.of(3d, 4d, 5d));
    Optimizer optimizer = Optimizer.of(Map.of("p", parameter), 0.1, new Lion(0.9, 0.5, 0));
    Tensor slopes = Tensor.of(0.5d, -2d, 0d);
    optimizer.step(parameter.tensor().mul(slopes).sum().backward());
    assertTrue(parameter.tensor().isClose(Tensor.of(2.9, 4.1, 5), 0, 1e-15));
    // The mean is half of the slopes; a tenth of the opposite does not turn it.
    optimizer.step(parameter.tensor().mul(slopes.neg()).sum().backward());
    assertTrue(parameter.tensor().isClose(Tensor.of(2.8, 4.2, 5), 0, 1e-15));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertEquals(
        List.of(
            "[adam] beta1 is out of range: expected a number from 0 to below 1, got 1.0.",
            "[rprop] grow is out of range: expected a number above 1, got 1.0.",
            "[asgd] start is out of range: expected a finite number of at least 0, got NaN."),
        Stream.<Runnable>of(
                () -> new Adam().withBetas(1, 0.9),
                () -> new Rprop(0.5, 1, 0, 1),
                () -> new Asgd(0, 0, Double.NaN, 0))
            .map(make -> assertThrows(IllegalArgumentException.class, make::run).getMessage())
            .toList());
  }
}
