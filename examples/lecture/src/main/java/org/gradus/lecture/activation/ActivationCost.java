package org.gradus.lecture.activation;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.core.text.TextTable;
import org.gradus.layers.activation.Activation;
import org.gradus.layers.activation.Elu;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.LeakyRelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Selu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Silu;
import org.gradus.layers.activation.Softplus;
import org.gradus.layers.activation.Tanh;
import org.gradus.lecture.chart.BarPanel;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Measures what activation functions cost: ReLU "just needs to pick max(0, x)", and needs no
 * exponential function.
 *
 * <p>All functions take turns in every round, so that whatever else the machine does falls on all.
 * What is claimed is the median of the ratios of the rounds, and it has to stay below 1 with the 99
 * % confidence interval that the order of the rounds' ratios gives, whatever their distribution.
 * The array stays in the cache; the time includes that of the call and of writing the result.
 *
 * <p>The quick form has fewer rounds, too few for the compiler to have settled where the process
 * has run other things before. It claims no times, but that what was timed is max(0, x).
 */
public final class ActivationCost implements Experiment {
  private static final int ELEMENTS = 1 << 14;
  private static final int CALLS = 20;
  private static final int WARM_UP = 100;

  private static final List<Activation> ACTIVATIONS =
      List.of(
          new Relu(),
          new LeakyRelu(),
          new Sigmoid(),
          new Tanh(),
          new Softplus(),
          new Gelu(),
          new Silu(),
          new Elu(),
          new Selu());

  private static final List<Activation> COMPARED = List.of(new Sigmoid(), new Tanh());

  private final Workspace workspace = new Workspace();
  private final Tensor x = Tensor.of(numbers(), Shape.of(ELEMENTS));

  /** What an activation function took in each round, in nanoseconds for each element. */
  private record Times(Activation activation, double[] nanos) {
    String name() {
      return activation.function().name();
    }
  }

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ActivationCost(), arguments));
  }

  private static float[] numbers() {
    float[] numbers = new float[ELEMENTS];
    RandomSource.of(0).fillGaussian(numbers, 0, ELEMENTS);
    return numbers;
  }

  @Override
  public String name() {
    return "activation-cost";
  }

  @Override
  public String title() {
    return "Activation functions: nanoseconds for each element, side by side";
  }

  @Override
  public void run(Lab lab) {
    int rounds = lab.quick() ? 101 : 1001;
    List<Times> times = ACTIVATIONS.stream().map(f -> new Times(f, new double[rounds])).toList();
    try (TextProgress bar = lab.progress("rounds", WARM_UP + rounds)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        for (Times each : times) {
          double nanos = nanosPerElement(each.activation);
          if (round >= 0) {
            each.nanos[round] = nanos;
          }
        }
        bar.step();
      }
    }
    lab.claim(
        Claim.equal(
            "largest difference of ReLU from max(0, x)",
            largestDifference(x.toFloats(), new Relu().forward(x).toFloats()),
            0,
            "its definition",
            0));
    report(times, lab);
  }

  private double nanosPerElement(Activation activation) {
    long start = System.nanoTime();
    for (int call = 0; call < CALLS; call++) {
      workspace.step(() -> activation.forward(x));
    }
    return (System.nanoTime() - start) / ((double) CALLS * ELEMENTS);
  }

  private static float largestDifference(float[] x, float[] relu) {
    float largest = 0;
    for (int i = 0; i < x.length; i++) {
      largest = Math.max(largest, Math.abs(relu[i] - Math.max(0, x[i])));
    }
    return largest;
  }

  private static void report(List<Times> times, Lab lab) {
    Times relu = times.get(0);
    TextTable table = new TextTable("function", "ns / element", "times ReLU");
    BarPanel bars = new BarPanel("Medians of the rounds", "ns / element");
    for (Times each : times) {
      double nanos = median(each.nanos);
      table.row(each.name(), text(nanos), text(1 / median(ratios(relu, each))));
      bars.bar(each.name(), nanos, colorOf(each.name()));
      if (COMPARED.contains(each.activation) && !lab.quick()) {
        double[] ratios = ratios(relu, each);
        lab.claim(
            Claim.below(
                "time of ReLU, as share of that of " + each.name() + ", median of the rounds",
                median(ratios),
                1,
                "lecture: ReLU needs no exponential function",
                upperBound(ratios) - median(ratios)));
      }
    }
    lab.show(table);
    lab.figure("cost.png", new Figure("Activation functions, forward", List.of(bars)));
  }

  private static Color colorOf(String name) {
    return (name.endsWith("relu") ? Palette.VERMILLION : Palette.BLUE).color();
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static double[] ratios(Times numerators, Times denominators) {
    double[] ratios = new double[numerators.nanos.length];
    Arrays.setAll(ratios, i -> numerators.nanos[i] / denominators.nanos[i]);
    return ratios;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  /** Returns the upper end of the interval of the median. */
  private static double upperBound(double[] values) {
    return Arrays.stream(values).sorted().toArray()[SamplingError.rankAboveMedian(values.length)];
  }
}
