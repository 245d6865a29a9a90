package org.gradus.optimizers.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;
import org.junit.jupiter.api.Test;

class LayerStatisticsTest {
  private final List<LayerReport> reports = new ArrayList<>();
  private final LayerStatistics statistics = new LayerStatistics(10, reports::add);

  private static Module built(Module model, int inputs) {
    Construction.of(DType.FLOAT64, RandomSource.of(1)).build(model, Shape.of(1, inputs));
    return model;
  }

  /** Makes a step towards a smaller mean of what the network returns. */
  private static void step(TrainingListener listener, Module model, Tensor x, long number) {
    Optimizer optimizer = Optimizer.of(model.parameters(), 0.1, Sgd.plain());
    Context context = Context.train(RandomSource.of(1));
    Tensor y =
        model.forward(x, listener.watching(number).map(context::withListener).orElse(context));
    Gradients gradients = y.mean().backward();
    StepReport report =
        new StepReport(1, (int) number, 100, number, x.size(0), 0, model, optimizer, gradients);
    listener.updating(report);
    optimizer.step(gradients);
    listener.stepped(report);
  }

  @Test
  void hasTheNumbersOfASmallNetwork() {
    Module model = built(Sequential.of(Linear.of(2), new Relu()), 2);
    model.parameters().get("0/weight").set(Tensor.of(new double[][] {{3, 0}, {0, -4}}));
    model.parameters().get("0/bias").set(Tensor.of(0.0, 0.0));
    // Linear gives (3, −4) and (9, −4), ReLU (3, 0) and (9, 0).
    step(statistics, model, Tensor.of(new double[][] {{1, 1}, {3, 1}}), 1);

    LayerReport report = reports.get(0);
    assertEquals(1, report.step());
    assertEquals(1, report.weights().size());
    WeightStatistics weight = report.weights().get(0);
    assertEquals("0/weight", weight.path());
    assertEquals(5, weight.norm());
    // Of the mean of four numbers: ¼ Σ x over examples, for the first unit alone: (1, 0.5).
    double gradient = Math.sqrt(1.25);
    assertEquals(gradient, weight.gradientNorm(), 1e-15);
    assertEquals(gradient / 2, weight.gradientScale(), 1e-15);
    assertEquals(0.1 * gradient / 5, weight.updateRatio(), 1e-15);
    assertEquals(2, report.activations().size());
    assertEquals(
        new ActivationStatistics("0", "Linear", 1, Math.sqrt(122 / 4.0 - 1), 0, 0),
        report.activations().get(0));
    assertEquals(
        new ActivationStatistics("1", "Relu", 3, Math.sqrt(90 / 4.0 - 9), 0.5, 0.5),
        report.activations().get(1));
    assertEquals(List.of(new Finding(Finding.Kind.DEAD_UNITS, "1", 0.5)), report.findings());
    assertEquals(
        """
        step 1
          weight  norm  gradient norm  update ratio
        0/weight  5.00           1.12        0.0224
        layer  type    mean  deviation  zeros %  dead %
            0  Linear  1.00       5.43      0.0     0.0
            1  Relu    3.00       3.67     50.0    50.0
        1: dead units: share 5.0e-01
        """,
        report.toString());
  }

  @Test
  void looksInTheFirstStepAndEverySoMany() {
    Module model = built(Sequential.of(Linear.of(2), new Relu()), 2);
    for (int number = 1; number <= 20; number++) {
      step(statistics, model, Tensor.of(new double[][] {{1, 2}}), number);
    }
    assertEquals(List.of(1L, 10L, 20L), reports.stream().map(LayerReport::step).toList());
  }

  @Test
  void findsGradientsThatVanishInDeepSigmoids() {
    // Each sigmoid has a slope of at most 1/4: the example of Glorot and Bengio (2010).
    Module[] layers =
        Stream.iterate(0, i -> i + 1)
            .limit(16)
            .map(i -> i % 2 == 0 ? Linear.of(8) : new Sigmoid())
            .toArray(Module[]::new);
    step(
        statistics, built(Sequential.of(layers), 8), Tensor.ones(DType.FLOAT64, Shape.of(4, 8)), 1);
    assertTrue(
        reports.get(0).findings().stream()
            .anyMatch(
                finding ->
                    finding.kind() == Finding.Kind.VANISHING_GRADIENT
                        && finding.path().equals("0/weight")),
        () -> reports.get(0).toString());
  }

  @Test
  void findsWhatIsBeyondItsThresholds() {
    Thresholds thresholds = new Thresholds();
    List<WeightStatistics> weights =
        List.of(
            new WeightStatistics("good", 1, 1, 1, 1e-3),
            new WeightStatistics("untrained", 1, 0, 0, 0),
            new WeightStatistics("lost", 1, 1e-4, 1e-4, 1e-6),
            new WeightStatistics("huge", 1, 101, 1, 0.5),
            new WeightStatistics("broken", 0, Double.NaN, 1, Double.NaN));
    List<ActivationStatistics> layers =
        List.of(
            new ActivationStatistics("good", "Relu", 0, 1, 0.5, 0.05),
            new ActivationStatistics("alike", "Tanh", 0, 1e-4, 0, 0),
            new ActivationStatistics("huge", "Linear", 0, Double.NaN, 0, 0));
    assertEquals(
        List.of(
            "untrained: no gradient reaches it: norm 0.0e+00",
            "untrained: slow update: ratio 0.0e+00",
            "lost: vanishing gradient: part of the largest 1.0e-04",
            "lost: slow update: ratio 1.0e-06",
            "huge: exploding gradient: norm 1.0e+02",
            "huge: fast update: ratio 5.0e-01",
            "broken: exploding gradient: norm NaN",
            "huge: exploding activation: deviation NaN",
            "alike: vanishing activation: deviation 1.0e-04"),
        Stream.of(
                thresholds.findings(weights, List.of()),
                thresholds.findings(List.of(), List.of(layers.get(2))),
                thresholds.findings(List.of(), layers.subList(0, 2)))
            .flatMap(List::stream)
            .map(Finding::toString)
            .toList());
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertEquals(
        "[layer statistics] number of steps is out of range: expected at least 1, got 0.",
        assertThrows(IllegalArgumentException.class, () -> new LayerStatistics(0, reports::add))
            .getMessage());
    assertEquals(
        "[thresholds] dead units is out of range: expected a finite number of at least 0, got -1.0.",
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(1, 1, 1, 1, 1, 1, -1))
            .getMessage());
  }
}
