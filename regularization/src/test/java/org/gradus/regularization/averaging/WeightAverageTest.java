package org.gradus.regularization.averaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WeightAverageTest {
  private final Parameter weight = Parameter.of(Tensor.of(0.0));
  private final Map<String, Parameter> parameters = Map.of("layer/weight", weight);

  /** Returns what evaluations see after each of the steps. */
  private List<Double> seen(Technique average, double... values) {
    List<Double> seen = new ArrayList<>();
    for (double value : values) {
      weight.set(Tensor.of(value));
      average.constrain(new NetworkParameters(parameters, Set.of()));
      average.evaluate(() -> seen.add(weight.tensor().item()));
      assertEquals(value, weight.tensor().item());
    }
    return seen;
  }

  @Test
  void forgetExponentially() {
    assertEquals(
        List.of(8.0, 6.0, 6.5),
        seen(WeightAverage.of(parameters, Weighting.exponential(0.5)), 8, 4, 7));
  }

  /** With d = ½ the weights are in the proportion 1 : 2 : 4. */
  @Test
  void correctedCountTheFirstStepAsAnyOther() {
    List<Double> seen =
        seen(WeightAverage.of(parameters, Weighting.exponentialCorrected(0.5)), 8, 4, 7);
    assertEquals(8, seen.get(0));
    assertEquals((8 + 2 * 4) / 3.0, seen.get(1), 1e-14);
    assertEquals((8 + 2 * 4 + 4 * 7) / 7.0, seen.get(2), 1e-14);
  }

  @Property(tries = 50)
  void correctedAreTheirDefinition(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e3, max = 1e3) Double> values,
      @ForAll @DoubleRange(min = 0, max = 0.99) double decay) {
    double sum = 0;
    double weights = 0;
    for (double value : values) {
      sum = decay * sum + (1 - decay) * value;
      weights = decay * weights + (1 - decay);
    }
    List<Double> seen =
        seen(
            WeightAverage.of(parameters, Weighting.exponentialCorrected(decay)),
            values.stream().mapToDouble(Double::doubleValue).toArray());
    assertEquals(sum / weights, seen.get(seen.size() - 1), 1e-9);
  }

  @Test
  void takeTheMeanOfEveryFewSteps() {
    Technique average = WeightAverage.of(parameters, Weighting.equal()).startingAt(2).every(2);
    assertEquals(List.of(9.0, 4.0, 4.0, 7.0, 7.0, 6.0), seen(average, 9, 4, 1, 10, 2, 4));
  }

  /** d = ½ over the second, the fourth and the sixth. */
  @Test
  void everyWeightingCanStartLaterAndSkipSteps() {
    Technique average =
        WeightAverage.of(parameters, Weighting.exponential(0.5)).startingAt(2).every(2);
    assertEquals(List.of(9.0, 4.0, 4.0, 7.0, 7.0, 5.5), seen(average, 9, 4, 1, 10, 2, 4));
  }

  @Test
  void areInstalledForGood() {
    WeightAverage average = WeightAverage.of(parameters, Weighting.equal());
    average.install();
    assertEquals(0, weight.tensor().item());
    seen(average, 1, 5);
    average.install();
    assertEquals(3, weight.tensor().item());
  }

  @Test
  void parametersComeBackWhateverHappens() {
    Technique average = WeightAverage.of(parameters, Weighting.exponential(0.5));
    seen(average, 1, 2);
    assertThrows(
        IllegalStateException.class,
        () ->
            average.evaluate(
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals(2, weight.tensor().item());
  }

  @Test
  void goOnFromTheirStateBitForBit() {
    Technique first = WeightAverage.of(parameters, Weighting.exponentialCorrected(0.7));
    Technique second = WeightAverage.of(parameters, Weighting.exponentialCorrected(0.7));
    seen(first, 0.1, 0.2, 0.3);
    second.restore(first.state());
    assertEquals(first.state(), second.state());
    List<Double> seen = seen(first, 0.4, 0.5);
    Technique third = WeightAverage.of(parameters, Weighting.exponentialCorrected(0.7));
    third.restore(second.state());
    assertEquals(seen, seen(third, 0.4, 0.5));
  }

  @Test
  void outliveTheStepsOfAWorkspace() {
    Technique average = WeightAverage.of(parameters, Weighting.equal());
    Workspace workspace = new Workspace();
    workspace.step(() -> average.constrain(new NetworkParameters(parameters, Set.of())));
    workspace.step(() -> average.constrain(new NetworkParameters(parameters, Set.of())));
    assertEquals(Tensor.scalar(2), average.state().get("steps"));
  }

  @Test
  void parametersOfSeveralPathsHaveOneAverage() {
    Map<String, Parameter> tied = new LinkedHashMap<>();
    tied.put("in/weight", weight);
    tied.put("out/weight", weight);
    assertEquals(
        Set.of("steps", "average/in/weight"),
        WeightAverage.of(tied, Weighting.equal()).state().keySet());
  }

  @Test
  void refuseOtherStates() {
    Technique average = WeightAverage.of(parameters, Weighting.exponential(0.5));
    assertRefused(
        "[weight-average] the state does not fit: expected that of these parameters, got:"
            + " average/layer/weight is FLOAT32 (1) instead of FLOAT64 (1); extra is unknown.",
        () ->
            average.restore(
                Map.of(
                    "steps",
                    Tensor.scalar(3),
                    "average/layer/weight",
                    Tensor.zeros(1),
                    "extra",
                    Tensor.zeros(1))));
    assertEquals(Tensor.scalar(0), average.state().get("steps"));
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[weight-average] decay is out of range: expected a number from 0 to below 1, got"
            + " 1.0.",
        () -> Weighting.exponential(1));
    assertThrows(IllegalArgumentException.class, () -> Weighting.exponentialCorrected(-0.1));
    assertRefused(
        "[weight-average] frequency is out of range: expected at least 1, got 0.",
        () -> WeightAverage.of(parameters, Weighting.equal()).every(0));
  }

  private static void assertRefused(String message, Executable executable) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }

  /** The batch norm's input is w · x: with averaged w, its mean is the averaged one. */
  @Test
  void batchNormsGetTheStatisticsOfTheAverages() {
    Module network = Sequential.of(Linear.of(1).withoutBias(), BatchNorm.create());
    Construction.of(DType.FLOAT64, RandomSource.of(1)).build(network, Shape.of(2, 1));
    Parameter w = network.parameters().get("0/weight");
    Tensor inputs = Tensor.of(new double[][] {{1}, {3}});
    WeightAverage average =
        WeightAverage.of(network.parameters(), Weighting.equal())
            .withRecalibration(network, List.of(inputs));
    for (double value : new double[] {1, 5}) {
      w.set(Tensor.of(new double[][] {{value}}));
      average.constrain(NetworkParameters.of(network));
    }
    ModelState before = ModelState.of(network);
    average.evaluate(
        () -> {
          assertEquals(3, w.tensor().item());
          assertEquals(Tensor.of(6.0), network.buffers().get("1/running-mean").tensor().detach());
        });
    assertEquals(before, ModelState.of(network));
    assertSame(w, network.parameters().get("0/weight"));
  }
}
