package org.gradus.lecture.initialization;

import static org.gradus.lecture.initialization.RandomFunction.Kind.CENTRED;
import static org.gradus.lecture.initialization.RandomFunction.Kind.PLAIN;
import static org.gradus.lecture.initialization.RandomFunction.Kind.RESIDUAL;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.text.TextTable;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.Spread;
import org.gradus.lecture.initialization.RandomFunction.Kind;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Draws the gradient of deep random networks along their input: figure 11.3 of Prince,
 * "Understanding deep learning" (2023), after Balduzzi, Frean, Leary, Lewis, Ma and McWilliams,
 * "The shattered gradients problem" (2017).
 *
 * <p>What one finds differs from what the figure's caption says: depth alone does not shatter
 * gradients. 24 plain layers of ReLUs lead all inputs into almost the same direction, where the
 * network is almost linear, and neighbouring gradients are almost equal. They become unrelated
 * where each unit keeps its zero amid the inputs, as by centring or batch normalization. Short
 * branches beside a skip connection keep them related even then.
 *
 * <p>256 inputs, 200 units a layer, means of 50 networks; 5 in the quick form.
 */
public final class ShatteredGradients implements Experiment {
  private static final int DEEP = 24;
  private static final int[] DEPTHS = {1, 2, 4, 8, 12, 16, 20, 24};
  private static final int INPUTS = 256;
  private static final double RANGE = 2;
  private static final double STEP = 2 * RANGE / (INPUTS - 1);
  private static final int LAGS = INPUTS / 2;
  private static final int FAR = 32;
  private static final String SOURCE = "5 networks computed in NumPy, two digits";
  private static final int NETWORKS_OF_SOURCE = 5;
  private static final double ROUNDING = 0.005;

  private static final double[] X =
      IntStream.range(0, INPUTS).mapToDouble(i -> i * STEP - RANGE).toArray();
  private static final double[] DISTANCES =
      IntStream.range(0, LAGS).mapToDouble(lag -> lag * STEP).toArray();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ShatteredGradients(), arguments));
  }

  @Override
  public String name() {
    return "shattered-gradients";
  }

  @Override
  public String title() {
    return "Shattered gradients: not by depth alone, but by depth with centred units";
  }

  /** Returns the autocorrelations of several networks, by network and lag. */
  private static double[][] autocorrelations(Kind kind, int layers, int networks, Lab lab) {
    RandomFunction function = new RandomFunction(kind, layers);
    return IntStream.range(0, networks)
        .mapToObj(network -> function.derivative(X, random(lab, network)))
        .map(gradient -> RandomFunction.autocorrelation(gradient, LAGS))
        .toArray(double[][]::new);
  }

  private static RandomSource random(Lab lab, int network) {
    return RandomSource.of(lab.seed()).stream("network " + network);
  }

  private static double[] atLag(double[][] autocorrelations, int lag) {
    return Arrays.stream(autocorrelations).mapToDouble(values -> values[lag]).toArray();
  }

  private static double[] means(double[][] autocorrelations) {
    return IntStream.range(0, LAGS)
        .mapToDouble(lag -> Arrays.stream(atLag(autocorrelations, lag)).average().orElseThrow())
        .toArray();
  }

  private static Claim claim(String what, double[][] autocorrelations, int lag, double published) {
    double[] values = atLag(autocorrelations, lag);
    return Claim.equal(
        "%s: autocorrelation at lag %s".formatted(what, lag),
        Arrays.stream(values).average().orElseThrow(),
        published,
        SOURCE,
        Spread.of(values).ofFurtherMean(NETWORKS_OF_SOURCE) + ROUNDING);
  }

  @Override
  public void run(Lab lab) {
    int networks = lab.quick() ? NETWORKS_OF_SOURCE : 50;
    double[][] shallow = autocorrelations(CENTRED, 1, networks, lab);
    double[][] two = autocorrelations(CENTRED, 2, networks, lab);
    double[][] plain = autocorrelations(PLAIN, DEEP, networks, lab);
    double[][] centred = autocorrelations(CENTRED, DEEP, networks, lab);
    double[][] residual = autocorrelations(RESIDUAL, DEEP, networks, lab);
    lab.claim(claim("1 layer, centred", shallow, 1, 0.99));
    lab.claim(claim("1 layer, centred", shallow, FAR, 0.65));
    lab.claim(claim("2 layers, centred", two, 1, 0.98));
    lab.claim(claim("24 layers, plain", plain, 1, 0.97));
    lab.claim(claim("24 layers, plain", plain, FAR, 0.40));
    lab.claim(claim("24 layers, centred", centred, 1, 0.05));
    lab.claim(claim("24 layers, residual with batch norm", residual, 1, 0.99));

    LinePanel correlation =
        new LinePanel("c) Autocorrelation", "distance of inputs", "autocorrelation")
            .vertically(-0.2, 1)
            .horizontally(0, RANGE)
            .line("1 layer", DISTANCES, means(shallow), Palette.ofSeries(0))
            .line("24 layers, plain", DISTANCES, means(plain), color(PLAIN))
            .line("24 layers, centred", DISTANCES, means(centred), color(CENTRED))
            .line("24 layers, residual", DISTANCES, means(residual), color(RESIDUAL));
    lab.figure(
        "shattered-gradients.png",
        new Figure(
            "Gradients of random networks of ReLUs along their input",
            2,
            List.of(
                gradient("a) 1 layer", 1, List.of(PLAIN, CENTRED), lab),
                gradient("b) 24 layers", DEEP, List.of(PLAIN, CENTRED, RESIDUAL), lab),
                correlation,
                depths(lab))));
  }

  private static LinePanel gradient(String title, int layers, List<Kind> kinds, Lab lab) {
    LinePanel panel = new LinePanel(title, "input x", "dy/dx, largest = 1").horizontally(-2, 2);
    panel.vertically(-1, 1);
    for (Kind kind : kinds) {
      double[] values = new RandomFunction(kind, layers).derivative(X, random(lab, 0));
      double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
      double[] scaled = Arrays.stream(values).map(value -> value / largest).toArray();
      panel.line(label(kind), X, scaled, color(kind));
    }
    return panel;
  }

  private static LinePanel depths(Lab lab) {
    int networks = lab.quick() ? 1 : NETWORKS_OF_SOURCE;
    double[] layers = Arrays.stream(DEPTHS).asDoubleStream().toArray();
    LinePanel panel = new LinePanel("d) Depth", "layers", "autocorrelation at lag 1");
    panel.horizontally(0, DEEP).vertically(-0.2, 1);
    TextTable table = new TextTable("autocorrelation at lag 1", "1", "8", "16", "24 layers");
    for (Kind kind : Kind.values()) {
      double[] values =
          Arrays.stream(DEPTHS)
              .mapToObj(depth -> autocorrelations(kind, depth, networks, lab))
              .mapToDouble(runs -> Arrays.stream(atLag(runs, 1)).average().orElseThrow())
              .toArray();
      panel.line(label(kind), layers, values, color(kind));
      table.row(
          label(kind),
          Numbers.text(values[0]),
          Numbers.text(values[3]),
          Numbers.text(values[5]),
          Numbers.text(values[7]));
    }
    lab.show(table);
    return panel;
  }

  private static String label(Kind kind) {
    return switch (kind) {
      case PLAIN -> "plain";
      case CENTRED -> "centred";
      case RESIDUAL -> "residual, batch norm";
    };
  }

  private static Color color(Kind kind) {
    return Palette.ofSeries(1 + kind.ordinal());
  }
}
