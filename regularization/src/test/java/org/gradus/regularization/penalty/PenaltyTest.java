package org.gradus.regularization.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.json.JsonBindingException;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.PRelu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.normalization.WeightNorm;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.optimizers.training.Technique;
import org.gradus.regularization.constraint.MaxNorm;
import org.gradus.regularization.contract.RegularizerContract;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.RegularizerProvider;
import org.gradus.regularization.regularizer.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PenaltyTest {
  private final Parameter weight = Parameter.of(Tensor.of(new double[][] {{3, -4}}));
  private final Parameter bias = Parameter.of(Tensor.of(10.0));
  private final Map<String, Parameter> parameters = parameters();

  private Map<String, Parameter> parameters() {
    Map<String, Parameter> named = new LinkedHashMap<>();
    named.put("layer/weight", weight);
    named.put("layer/bias", bias);
    return named;
  }

  private Objective objective(Tensor loss) {
    return new Objective(loss, new NetworkParameters(parameters, Set.of("layer/weight")));
  }

  private double penalty(Penalty penalty) {
    return penalty.penalty(objective(bias.tensor().sum())).item();
  }

  @Test
  void areTheirFormulas() {
    assertEquals(0.5 * 7, penalty(new L1(0.5)));
    assertEquals(0.5 * 25, penalty(new L2(0.5)));
    assertEquals(0.5 * 7 + 0.25 * 25, penalty(new ElasticNet(0.5, 0.25)));
  }

  @Test
  void biasesCountOnlyIfTheyAreNamed() {
    assertEquals(100, penalty(new L2(1, Selection.of("**/bias"))));
    assertEquals(125, penalty(new L2(1, Selection.of("layer/*"))));
  }

  @Test
  void patternsThatFitNothingAreRefused() {
    assertRefused(
        "[selection] the pattern fits no path: expected one that fits any of layer/bias,"
            + " layer/weight, got \"laeyr/b*\".",
        () -> penalty(new L2(1, Selection.of("layer/weight", "laeyr/b*"))));
  }

  @Test
  void parametersOfSeveralPathsCountOnce() {
    parameters.put("head/weight", weight);

    assertEquals(25, penalty(new L2(1, Selection.of("**/weight"))));
  }

  @Test
  void gainAndDirectionOfNormalizedWeightsAreNoWeights() {
    Module network = Sequential.of(WeightNorm.of(Linear.of(3)), Linear.of(1));
    network.build(Shape.of(5, 4), RandomSource.of(1));

    assertEquals(Set.of("1/weight"), NetworkParameters.of(network).weights());
  }

  @Test
  void weightsAreThoseOfNoNormalizer() {
    Module network =
        Sequential.of(Linear.of(3), LayerNorm.create().withAxes(2), PRelu.shared(), Linear.of(1));
    network.build(Shape.of(5, 2, 4), RandomSource.of(1));
    Objective objective = Objective.of(Tensor.scalar(1), network);

    assertEquals(List.of("0/weight", "3/weight"), List.copyOf(objective.parameters().weights()));
    assertEquals(7, objective.parameters().all().size());
    Objective other = objective.withLoss(Tensor.scalar(2));
    assertEquals(
        objective.parameters().weights(), Selection.weights().of(other.parameters()).keySet());
  }

  @Test
  void addToTheLoss() {
    Tensor loss = weight.tensor().sum().add(bias.tensor().sum());
    Tensor regularized = new L2(0.5).regularized(objective(loss));
    assertEquals(9 + 12.5, regularized.item());

    Gradients gradients = regularized.backward();
    assertEquals(Tensor.of(new double[][] {{4, -3}}), gradients.of(weight));
    assertEquals(Tensor.of(1.0), gradients.of(bias));
  }

  /** The ridge solution of one weight: x·y / (x·x + λ), for the sum of squared errors. */
  @Test
  void descentReachesTheRidgeSolution() {
    Parameter w = Parameter.of(Tensor.of(new double[][] {{0}}));
    Tensor x = Tensor.of(new double[][] {{1}, {2}, {3}});
    Tensor y = Tensor.of(new double[][] {{2}, {3}, {7}});
    Optimizer optimizer = Optimizer.of(Map.of("w", w), 0.01, Sgd.plain());
    for (int step = 0; step < 300; step++) {
      Tensor loss = x.matmul(w.tensor()).sub(y).square().sum();
      optimizer.step(
          new L2(2)
              .regularized(new Objective(loss, new NetworkParameters(Map.of("w", w), Set.of("w"))))
              .backward());
    }
    assertEquals(29.0 / 16, w.tensor().item(), 1e-12);
  }

  /** −ln of the normal density of variance 1 / (2 λ) is λ w² up to a constant. */
  @Test
  void l2IsANormalPrior() {
    double strength = 0.3;
    double variance = 1 / (2 * strength);
    double[] densities = new double[2];
    double[] values = {3, -4};
    for (int i = 0; i < 2; i++) {
      densities[i] = -Math.log(Math.exp(-values[i] * values[i] / (2 * variance)));
    }
    assertEquals(densities[0] + densities[1], penalty(new L2(strength)), 1e-14);
  }

  @Test
  void aPredicateChoosesParametersBiasesToo() {
    Parameter kernel = Parameter.of(Tensor.of(1.0, 2));
    Parameter bias = Parameter.of(Tensor.of(3.0));
    Parameter head = Parameter.of(Tensor.of(4.0));
    Map<String, Parameter> all = new LinkedHashMap<>();
    all.put("body/weight", kernel);
    all.put("body/bias", bias);
    all.put("head/weight", head);
    NetworkParameters network = new NetworkParameters(all, Set.of("body/weight", "head/weight"));
    Objective objective = new Objective(Tensor.scalar(0.5), network);

    Technique body = new L2(1).where(path -> path.startsWith("body/"));
    Technique named = new L2(1, Selection.of("**/bias")).where(path -> path.startsWith("body/"));
    new MaxNorm(1).where(path -> path.equals("head/weight")).constrain(network);

    assertEquals(0.5 + 1 + 4 + 9, body.regularized(objective).item());
    assertEquals(0.5 + 9, named.regularized(objective).item());
    assertEquals(Tensor.of(1.0), head.tensor().detach());
    assertEquals(Tensor.of(3.0), bias.tensor().detach());
    assertRefused(
        "[regularizer] the predicate fits no path: expected one that fits any of body/weight,"
            + " body/bias, head/weight.",
        () -> new L2(1).where(path -> path.isEmpty()).regularized(objective));
  }

  @Test
  void keepTheirContract() {
    RegularizerContract.check(new L1(0.1));
    RegularizerContract.check(new L2(0.1, Selection.of("**")));
    RegularizerContract.check(new ElasticNet(0.1, 0.2));
  }

  @Test
  void areMadeOfJson() {
    Plugins plugins = Plugins.load();
    Regularizer l2 =
        plugins
            .kind(RegularizerProvider.class)
            .create("l2", "{\"strength\": 0.01, \"on\": {\"paths\": [\"head/**\"]}}");
    assertEquals(new L2(0.01, Selection.of("head/**")), l2);
    assertEquals(
        "{\"type\":\"gradus:l1\",\"config\":{\"strength\":0.5,\"on\":{\"paths\":[]}}}",
        plugins.write(new L1(0.5)));
    JsonBindingException e =
        assertThrows(
            JsonBindingException.class,
            () -> plugins.kind(RegularizerProvider.class).create("l2", "{\"strength\": -1}"));
    assertTrue(e.getMessage().contains("strength is out of range"), e::getMessage);
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[l1] strength is out of range: expected a finite number of at least 0, got -1.0.",
        () -> new L1(-1));
    assertRefused(
        "[l2] strength is out of range: expected a finite number of at least 0, got Infinity.",
        () -> new L2(Double.POSITIVE_INFINITY));
    assertRefused(
        "[elastic-net] l2 is out of range: expected a finite number of at least 0, got NaN.",
        () -> new ElasticNet(1, Double.NaN));
    ShapeException e = assertThrows(ShapeException.class, () -> objective(weight.tensor()));
    assertEquals(
        "[objective] the loss is not a single number: expected one element, got 2 elements. Shape:"
            + " (1, 2).",
        e.getMessage());
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
