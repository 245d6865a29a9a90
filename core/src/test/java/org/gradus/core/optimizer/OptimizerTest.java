package org.gradus.core.optimizer;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.StaleTensorException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OptimizerTest {
  private final Parameter weight = Parameter.of(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
  private final Parameter bias = Parameter.of(Tensor.of(0.5f, -0.5f));
  private final Map<String, Parameter> parameters = parameters();

  private Map<String, Parameter> parameters() {
    Map<String, Parameter> named = new LinkedHashMap<>();
    named.put("layer/weight", weight);
    named.put("layer/bias", bias);
    return named;
  }

  private Tensor loss() {
    Tensor x = Tensor.of(new float[][] {{1, -1}, {0.5f, 2}, {3, 1}});
    return x.matmul(weight.tensor()).add(bias.tensor()).tanh().square().sum();
  }

  private static void train(Optimizer optimizer, OptimizerTest model, int steps) {
    for (int i = 0; i < steps; i++) {
      optimizer.step(model.loss().backward());
    }
  }

  @Test
  void groupsHaveRulesAndRatesOfTheirOwn() {
    Optimizer optimizer =
        Optimizer.of(
            List.of(
                new ParameterGroup("weights", Map.of("w", weight), 0.5, Sgd.plain()),
                new ParameterGroup(
                    "biases", Map.of("b", bias), 0.25, Sgd.plain().withWeightDecay(1))));
    optimizer.step(weight.tensor().sum().add(bias.tensor().sum()).backward());
    assertEquals(Tensor.of(new float[][] {{0.5f, 1.5f}, {2.5f, 3.5f}}), weight.tensor());
    // b − ¼ (1 + b)
    assertEquals(Tensor.of(0.125f, -0.625f), bias.tensor());
    optimizer.setLearningRate(1);
    assertEquals(1, optimizer.groups().get(1).learningRate());
  }

  @Test
  void aParameterWithoutGradientIsLeftAlone() {
    Optimizer optimizer = Optimizer.of(parameters, 0.1, new Sgd(0.9, 0, 0.1, false, false));
    optimizer.step(weight.tensor().sum().backward());
    assertEquals(Tensor.of(0.5f, -0.5f), bias.tensor());
    Map<String, Tensor> state = optimizer.state();
    assertEquals(Tensor.scalar(1), state.get("layer/weight/steps"));
    assertEquals(Tensor.scalar(0), state.get("layer/bias/steps"));
    assertEquals(Tensor.zeros(2), state.get("layer/bias/momentum"));
  }

  @Test
  void valuesReadBeforeAStepAreStale() {
    Tensor before = weight.tensor();
    Tensor loss = loss();
    Tensor other = weight.tensor().square().sum();
    Optimizer.of(parameters, 0.1, Sgd.plain()).step(loss.backward());
    assertThrows(StaleTensorException.class, before::toFloats);
    assertThrows(StaleTensorException.class, other::backward);
  }

  @Test
  void aRestoredStateContinuesBitForBit() {
    Sgd rule = new Sgd(0.9, 0.1, 0.01, false, false);
    Optimizer optimizer = Optimizer.of(parameters, 0.05, rule);
    train(optimizer, this, 7);
    OptimizerTest copy = new OptimizerTest();
    copy.weight.set(weight.tensor());
    copy.bias.set(bias.tensor());
    Map<String, Tensor> state = optimizer.state();
    assertEquals(
        Set.of(
            "layer/weight/momentum",
            "layer/weight/steps",
            "layer/bias/momentum",
            "layer/bias/steps"),
        state.keySet());
    Optimizer restored = Optimizer.of(copy.parameters, 0.05, rule);
    restored.restore(state);
    assertEquals(state, restored.state());
    train(optimizer, this, 9);
    train(restored, copy, 9);
    assertEquals(weight.tensor(), copy.weight.tensor());
    assertEquals(bias.tensor(), copy.bias.tensor());
    assertEquals(optimizer.state(), restored.state());
  }

  @Test
  void aStateThatDoesNotFitIsRefusedAsAWhole() {
    Optimizer optimizer = Optimizer.of(parameters, 0.05, Sgd.withMomentum(0.9));
    train(optimizer, this, 2);
    Map<String, Tensor> before = optimizer.state();
    Map<String, Tensor> wrong = new LinkedHashMap<>(before);
    wrong.remove("layer/weight/momentum");
    wrong.put("layer/weight/steps", Tensor.scalar(9f));
    wrong.put("layer/bias/momentum", Tensor.zeros(DType.FLOAT64, Shape.of(3)));
    wrong.put("head/steps", Tensor.scalar(1));
    assertRefused(
        IllegalArgumentException.class,
        "[optimizer] the state does not fit: expected that of these parameters and rules, got:"
            + " layer/weight/momentum is missing; layer/weight/steps is FLOAT32() instead of"
            + " INT32(); layer/bias/momentum is FLOAT64(3) instead of FLOAT32(2); head/steps is"
            + " unknown.",
        () -> optimizer.restore(wrong));
    assertEquals(before, optimizer.state());
  }

  @Test
  void aParameterIsInOneGroup() {
    ParameterGroup group = new ParameterGroup("all", parameters, 0.1, Sgd.plain());
    ParameterGroup same = new ParameterGroup("same", parameters, 0.1, Sgd.plain());
    assertRefused(
        IllegalArgumentException.class,
        "[optimizer] a parameter is in two groups: expected every path and parameter in one, got"
            + " layer/weight again in group same.",
        () -> Optimizer.of(List.of(group, same)));
    ParameterGroup other =
        new ParameterGroup(
            "other", Map.of("alias", parameters.get("layer/weight")), 0.1, Sgd.plain());
    assertRefused(
        IllegalArgumentException.class,
        "[optimizer] a parameter is in two groups: expected every path and parameter in one, got"
            + " alias again in group other.",
        () -> Optimizer.of(List.of(group, other)));
  }

  @Test
  void groupsHaveNamesOfTheirOwn() {
    ParameterGroup weights = new ParameterGroup("same", Map.of("w", weight), 0.1, Sgd.plain());
    ParameterGroup biases = new ParameterGroup("same", Map.of("b", bias), 0.2, Sgd.plain());
    assertRefused(
        IllegalArgumentException.class,
        "[optimizer] two groups have the same name: expected each once, got same again.",
        () -> Optimizer.of(List.of(weights, biases)));
  }

  @Test
  void thereIsSomethingToImprove() {
    for (Executable nothing :
        List.<Executable>of(
            () -> Optimizer.of(List.of()), () -> Optimizer.of(Map.of(), 0.1, Sgd.plain()))) {
      assertRefused(
          IllegalArgumentException.class,
          "[optimizer] there are no parameters: expected at least one, got none. Hint: a network has"
              + " its parameters once it is built.",
          nothing);
    }
  }

  @Test
  void aGradientIsOfItsParametersTypeAndShape() {
    Optimizer optimizer = Optimizer.of(parameters, 0.1, Sgd.withMomentum(0.9));
    Map<String, Tensor> before = optimizer.state();
    assertRefused(
        DTypeException.class,
        "[optimizer] wrong element type: expected that of the parameter, FLOAT32, got FLOAT64.",
        () -> optimizer.step(Gradients.of(Map.of(bias, Tensor.of(1d, 2d)))));
    assertEquals(before, optimizer.state());
  }

  @Test
  void aNumberOfStepsIsNotNegative() {
    Optimizer optimizer = Optimizer.of(Map.of("b", bias), 0.1, Sgd.plain());
    assertRefused(
        IllegalArgumentException.class,
        "[optimizer] the state does not fit: expected that of these parameters and rules, got:"
            + " b/steps is -1.",
        () -> optimizer.restore(Map.of("b/steps", Tensor.scalar(-1))));
  }

  @Test
  void aParameterOfTwoPathsIsUpdatedOnce() {
    Parameter tied = Parameter.of(Tensor.of(1f));
    Map<String, Parameter> paths = new LinkedHashMap<>();
    paths.put("embedding", tied);
    paths.put("head", tied);
    Optimizer optimizer = Optimizer.of(paths, 0.25, Sgd.plain());
    optimizer.step(tied.tensor().mul(2).sum().backward());
    assertEquals(Tensor.of(0.5f), tied.tensor());
    assertEquals(List.of("embedding/steps"), List.copyOf(optimizer.state().keySet()));
  }

  @Test
  void learningRatesAreFiniteAndNotNegative() {
    Optimizer optimizer = Optimizer.of(parameters, 0.1, Sgd.plain());
    for (double rate : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          IllegalArgumentException.class,
          "[optimizer] the learning rate of group default is out of range: expected a finite number"
              + " ≥ 0, got "
              + rate
              + ".",
          () -> optimizer.setLearningRate(rate));
    }
    optimizer.setLearningRate(0);
    Tensor before = weight.tensor().copy();
    optimizer.step(loss().backward());
    assertEquals(before, weight.tensor());
  }

  @Test
  void largeParametersAreUpdatedInPieces() {
    int length = 100_000;
    Parameter large = Parameter.of(Tensor.ones(length));
    Optimizer optimizer = Optimizer.of(Map.of("p", large), 0.5, Sgd.plain());
    optimizer.step(large.tensor().square().sum().backward());
    assertEquals(Tensor.zeros(length), large.tensor());
  }

  private static Tensor trained(UpdateRule rule, boolean rows) {
    Parameter table = Parameter.of(Tensor.full(DType.FLOAT32, Shape.of(40, 3), 0.1));
    Optimizer optimizer = Optimizer.of(Map.of("table", table), 0.3, rule);
    for (int[] ids : new int[][] {{7, 39, 7}, {0, 7}, {39}}) {
      Tensor found = Indexing.take(table.tensor(), Tensor.of(ids), 0);
      Tensor loss = found.sub(0.7).square().sum();
      // The gradient of a table that is reshaped is that of all of it.
      Tensor whole = table.tensor().reshape(120).reshape(40, 3);
      Tensor all = Indexing.take(whole, Tensor.of(ids), 0).sub(0.7).square().sum();
      optimizer.step((rows ? loss : all).backward());
    }
    return table.tensor().detach();
  }

  @Test
  void rowsLookedUpAreUpdatedAsTheWholeTableWouldBe() {
    for (UpdateRule rule :
        List.of(Sgd.plain(), Sgd.withMomentum(0.9), Sgd.plain().withWeightDecay(0.1))) {
      assertEquals(trained(rule, false), trained(rule, true), rule.toString());
    }
  }

  @Test
  void onlyPlainDescentKeepsWhatHasNoGradient() {
    assertTrue(Sgd.plain().keepsWhatHasNoGradient());
    assertFalse(Sgd.withMomentum(0.9).keepsWhatHasNoGradient());
    assertFalse(Sgd.plain().withWeightDecay(0.1).keepsWhatHasNoGradient());
  }
}
