package org.gradus.lecture.initialization;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.layers.initialization.FanMode;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Measures how the variances of pre-activations and gradients grow from layer to layer, and holds
 * them against the laws of the lecture's page on initialization: ½ D σ² forward, ½ D′ σ² backward.
 *
 * <p>50 layers of 80 ReLUs, as in notebook 7.3 of Prince, "Understanding deep learning" (2023),
 * explode with σ² = 1 until float32 overflows, vanish with 0.01 and keep their variance with He's 2
 * / 80. Where the sizes of layers differ, one cannot have both: layers of 40 and 120 units in turn
 * show the three forms of He's start. Each law is a mean over 200 networks, or 20 in the quick
 * form. As there is one input and no bias, a network has only two slopes, and few inputs are
 * enough.
 */
public final class InitializationLaws implements Experiment {
  private static final int LAYERS = 50;
  private static final int WIDTH = 80;
  private static final int INPUTS = 50;

  private static final int[] EQUAL = IntStream.range(0, LAYERS).map(k -> WIDTH).toArray();
  private static final int[] UNEQUAL =
      IntStream.range(0, LAYERS).map(k -> k % 2 == 0 ? 40 : 120).toArray();

  private static final Start EXPLODING = Start.of("σ² = 1", 1, EQUAL);
  private static final Start HE = Start.of("He, σ² = 2/80", 2.0 / WIDTH, EQUAL);
  private static final Start VANISHING = Start.of("σ² = 0.01", 0.01, EQUAL);
  private static final List<Start> EQUAL_STARTS = List.of(EXPLODING, HE, VANISHING);
  private static final List<Start> UNEQUAL_STARTS =
      List.of(
          Start.of("forward: 2/D", FanMode.FAN_IN, UNEQUAL),
          Start.of("backward: 2/D′", FanMode.FAN_OUT, UNEQUAL),
          Start.of("both: 4/(D + D′)", FanMode.AVERAGE, UNEQUAL));

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new InitializationLaws(), arguments));
  }

  @Override
  public String name() {
    return "initialization-laws";
  }

  @Override
  public String title() {
    return "Initialization: variances explode, vanish or stay, by the laws for weights and ReLUs";
  }

  @Override
  public void run(Lab lab) {
    int networks = lab.quick() ? 20 : 200;
    List<LinePanel> panels =
        List.of(
            panel("80 units a layer, forward", "pre-activations").vertically(-15, 45),
            panel("80 units a layer, backward", "gradients").vertically(-15, 45),
            panel("40 and 120 units in turn, forward", "pre-activations").vertically(-3, 0.5),
            panel("40 and 120 units in turn, backward", "gradients").vertically(-3, 0.5));
    TextTable table = new TextTable("start", "pass", "layer 1", "layer 10", "layer 30", "layer 50");
    List<Measured> all = new ArrayList<>();
    for (List<Start> starts : List.of(EQUAL_STARTS, UNEQUAL_STARTS)) {
      int row = starts.equals(EQUAL_STARTS) ? 0 : 2;
      for (int i = 0; i < starts.size(); i++) {
        Measured measured = new Measured(starts.get(i), measured(starts.get(i), networks, lab));
        all.add(measured);
        show(measured, table, panels.subList(row, row + 2), Palette.ofSeries(i));
      }
    }
    lab.claim(law("forward", all.stream().mapToDouble(Measured::farthestForward)));
    lab.claim(law("backward", all.stream().mapToDouble(Measured::farthestBackward)));
    lab.claim(Published.explosion(all.get(EQUAL_STARTS.indexOf(EXPLODING))));
    lab.claim(Published.least(all.get(EQUAL_STARTS.indexOf(HE))));
    lab.claim(Published.largest(all.get(EQUAL_STARTS.indexOf(HE))));
    panels.get(0).level("largest float32", 1, LAYERS, Math.log10(Float.MAX_VALUE));
    claimOverflow(lab);
    lab.print("%nstandard deviations, geometric means of %s networks", networks);
    lab.show(table);
    String title = "Initialization of 50 layers of ReLUs: means of %s networks".formatted(networks);
    lab.figure("initialization.png", new Figure(title, 2, List.copyOf(panels)));
  }

  private static LinePanel panel(String title, String what) {
    return new LinePanel(title, "layer", "log₁₀ of standard deviation of " + what)
        .horizontally(0, LAYERS);
  }

  private static List<Propagation> measured(Start start, int networks, Lab lab) {
    Tensor x = inputs(lab);
    return IntStream.range(0, networks)
        .mapToObj(run -> Propagation.of(start.network(DType.FLOAT64, weights(start, run, lab)), x))
        .toList();
  }

  private static Tensor inputs(Lab lab) {
    RandomSource random = RandomSource.of(lab.seed()).stream("inputs");
    double[] x = new double[INPUTS];
    random.fillGaussian(x, 0, x.length);
    return Tensor.of(x, Shape.of(INPUTS, 1));
  }

  private static RandomSource weights(Start start, int run, Lab lab) {
    return RandomSource.of(lab.seed()).stream(start.name()).stream("network " + run);
  }

  /** Claims the law of a pass for every layer of every start. */
  private static Claim law(String pass, DoubleStream farthest) {
    return Claim.equal(
        pass + ": farthest of all layers from the law (standard errors)",
        farthest.max().orElseThrow(),
        0,
        "He et al. 2015; scatter: Hanin and Rolnick 2018",
        SamplingError.ofFarthest((EQUAL_STARTS.size() + UNEQUAL_STARTS.size()) * LAYERS));
  }

  private static void show(
      Measured measured, TextTable table, List<LinePanel> panels, Color color) {
    double[] layers = IntStream.rangeClosed(1, LAYERS).asDoubleStream().toArray();
    List<Function<Propagation, double[]>> passes =
        List.of(Propagation::forward, Propagation::backward);
    for (int pass = 0; pass < 2; pass++) {
      Function<Propagation, double[]> values = passes.get(pass);
      double[] decades = measured.means(run -> Propagation.decades(values.apply(run)));
      panels.get(pass).line(measured.start().name(), layers, decades, color);
      table.row(
          measured.start().name(),
          pass == 0 ? "forward" : "backward",
          Numbers.text(Math.pow(10, decades[0])),
          Numbers.text(Math.pow(10, decades[9])),
          Numbers.text(Math.pow(10, decades[29])),
          Numbers.text(Math.pow(10, decades[49])));
    }
  }

  /** Claims that the library says in which layer float32 overflows: where float64 exceeds it. */
  private static void claimOverflow(Lab lab) {
    Overflow overflow = Overflow.of(EXPLODING, inputs(lab), weights(EXPLODING, 0, lab));
    lab.print("%nin float32: %s", overflow.message());
    lab.claim(
        Claim.equal(
            "σ² = 1: the layer in which float32 is said to overflow",
            overflow.said(),
            overflow.expected(),
            "the largest float32; a partial sum may exceed it a layer before",
            1));
  }
}
