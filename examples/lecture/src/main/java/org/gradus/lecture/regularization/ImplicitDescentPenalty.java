package org.gradus.lecture.regularization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.implicit.DescentPenalty;

/**
 * Shows what the finite steps of gradient descent add to the loss: figure 9.3 of Prince,
 * "Understanding deep learning" (2023).
 *
 * <p>L = 1 − exp(−½ φ1² / s²), s = exp(−2 φ0²), is 0 along a valley whose walls are steep where it
 * is narrow. Descent in large steps ends elsewhere in it than descent in small steps, and small
 * steps on L + η/4 ‖∇L‖², with the η of the large ones, end almost where these do (Barrett and
 * Dherin 2021). The quick form is the same.
 */
public final class ImplicitDescentPenalty implements Experiment {
  private static final double LARGE = 0.05;
  private static final double SMALL = 0.001;
  private static final int LARGE_STEPS = 100;
  private static final int SMALL_STEPS = 10_000;
  private static final String NUMPY = "descent in NumPy";

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ImplicitDescentPenalty(), arguments));
  }

  @Override
  public String name() {
    return "implicit-descent-penalty";
  }

  @Override
  public String title() {
    return "Implicit regularization: what large steps of gradient descent add to the loss";
  }

  private static Tensor loss(Tensor phi) {
    Tensor inverseVariance = phi.slice(0, 0, 1).square().mul(4).exp();
    Tensor distance = phi.slice(0, 1, 2).square().mul(inverseVariance);
    return distance.mul(-0.5).exp().neg().add(1);
  }

  /** Returns the places of descent: φ0 and φ1 from the start on. */
  private static double[][] path(
      double learningRate, int steps, Function<Objective, Tensor> minimized) {
    Parameter phi = Parameter.of(Tensor.of(-0.7, -0.75));
    NetworkParameters parameters = new NetworkParameters(Map.of("phi", phi), Set.of());
    Optimizer optimizer = Optimizer.of(parameters.all(), learningRate, Sgd.plain());
    List<double[]> places = new ArrayList<>(List.of(phi.tensor().toDoubles()));
    for (int step = 0; step < steps; step++) {
      Objective objective = new Objective(loss(phi.tensor()), parameters);
      optimizer.step(minimized.apply(objective).backward());
      places.add(phi.tensor().toDoubles());
    }
    return IntStream.range(0, 2)
        .mapToObj(axis -> places.stream().mapToDouble(place -> place[axis]).toArray())
        .toArray(double[][]::new);
  }

  private static double end(double[][] path) {
    return path[0][path[0].length - 1];
  }

  @Override
  public void run(Lab lab) {
    double[][] large = path(LARGE, LARGE_STEPS, Objective::loss);
    double[][] small = path(SMALL, SMALL_STEPS, Objective::loss);
    double[][] penalized = path(SMALL, SMALL_STEPS, new DescentPenalty(LARGE)::regularized);
    lab.claim(endsAt("100 steps of 0.05 on L", end(large), -0.2078, 5e-5));
    lab.claim(endsAt("10,000 steps of 0.001 on L", end(small), -0.22687, 5e-6));
    lab.claim(endsAt("10,000 steps of 0.001 on L + 0.05/4 ‖∇L‖²", end(penalized), -0.2089, 5e-5));
    double gap = Math.abs(end(penalized) - end(large)) / Math.abs(end(small) - end(large));
    lab.claim(
        Claim.below(
            "gap between small and large steps that the penalty leaves open, of 1",
            gap,
            0.5,
            "the η/4 term closes most of it",
            0));
    lab.figure(
        "paths.png",
        new Figure(
            "Gradient descent on L and on L + η/4 ‖∇L‖²",
            List.of(
                panel("Paths", large, small, penalized, 1)
                    .horizontally(-0.8, 0.2)
                    .vertically(-0.8, 0.6),
                panel("Where they end", large, small, penalized, 0.02)
                    .horizontally(-0.235, -0.195)
                    .vertically(-0.02, 0.012))));
  }

  /** Claims the end of a path, up to half a unit of the last digit given. */
  private static Claim endsAt(String path, double measured, double reference, double digit) {
    return Claim.equal("φ0 after " + path, measured, reference, NUMPY, digit);
  }

  private static LinePanel panel(
      String title, double[][] large, double[][] small, double[][] penalized, double highest) {
    LinePanel panel = new LinePanel(title, "φ0", "φ1");
    for (int i = 1; i < 10; i++) {
      contour(panel, highest * i / 10);
    }
    return panel
        .line("small steps on L", small[0], small[1], Palette.BLUE.color())
        .line("small steps on L + η/4 ‖∇L‖²", penalized[0], penalized[1], Palette.GREEN.color())
        .points("large steps on L", large[0], large[1], Palette.VERMILLION.color());
  }

  /** Draws where L has a value: φ1 = ± s · √(−2 ln(1 − L)). */
  private static void contour(LinePanel panel, double value) {
    double[] phi0 = IntStream.rangeClosed(-80, 20).mapToDouble(i -> i / 100.0).toArray();
    DoubleUnaryOperator height =
        phi -> Math.exp(-2 * phi * phi) * Math.sqrt(-2 * Math.log(1 - value));
    double[] above = DoubleStream.of(phi0).map(height).toArray();
    panel.faintLine(phi0, above, Palette.INK.color());
    panel.faintLine(phi0, DoubleStream.of(above).map(y -> -y).toArray(), Palette.INK.color());
  }
}
