package org.gradus.lecture.regularization;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.toy.BookCurve;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.chart.Panel;
import org.gradus.optimizers.lbfgs.Lbfgs;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.penalty.L2;
import org.gradus.regularization.regularizer.Selection;

/**
 * Smooths a function by a penalty on its weights: figure 9.2 of Prince, "Understanding deep
 * learning" (2023).
 *
 * <p>The {@link JointedLine} minimizes Σ (y − y_i)² + λ (β² + Σ ω_j²). For small λ the curve goes
 * through the noise, for large λ it is too smooth; in between it comes closest to the truth. The
 * problem is ill-conditioned, so it is trained by L-BFGS, until no element of the gradient is above
 * 10⁻⁸. The references are solutions of the linear equations, computed in NumPy (of Σ ω² at λ =
 * 0.0001, 439.51 in fractions, only 439 is given there); they too penalize β, without which the
 * train MSE at λ = 0.1 were 0.04975 and not 0.04965. The quick form is the same.
 */
public final class L2Smoothing implements Experiment {
  private static final List<Double> STRENGTHS = List.of(0.0, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1);

  /** The strength with the least distance from the truth. */
  private static final int BEST = 3;

  private static final MeanSquaredError SQUARES = new MeanSquaredError(Reduction.SUM);
  private static final Lbfgs.Config TO_THE_END =
      new Lbfgs.Config(1, 5_000, 20_000, 100, 1e-8, 0, true);
  private static final String NUMPY = "ridge regression in NumPy";

  /** By how much the true curve, 0.512 · exp(sin 2πx) − 0.79, may be off by its rounding. */
  private static final double TRUTH_ROUNDING = 0.0005 * Math.E + 0.005;

  private final double[] places =
      IntStream.rangeClosed(0, 1000).mapToDouble(i -> i / 1e3).toArray();
  private final double[] truth = Arrays.stream(places).map(BookCurve::at).toArray();

  /** What training with a strength led to: mean squared errors, Σ ω², and the curve. */
  private record Fit(
      double strength, double trainError, double norm, double truthError, double[] curve) {}

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new L2Smoothing(), arguments));
  }

  @Override
  public String name() {
    return "l2-smoothing";
  }

  @Override
  public String title() {
    return "L2 regularization: a penalty on the weights makes the function smoother";
  }

  private Fit fit(double strength) {
    JointedLine line = new JointedLine(RandomSource.of(0));
    L2 penalty = new L2(strength, Selection.of("**"));
    new Lbfgs(line.output().parameters(), TO_THE_END)
        .step(
            () ->
                penalty.regularized(
                    Objective.of(
                        SQUARES.of(line.predictions(), JointedLine.targets()), line.output())));
    double[] curve = line.at(places);
    double trainError = meanSquare(line.at(BookCurve.x()), BookCurve.y());
    return new Fit(strength, trainError, line.squaredNorm(), meanSquare(curve, truth), curve);
  }

  private static double meanSquare(double[] a, double[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
        .average()
        .orElseThrow();
  }

  @Override
  public void run(Lab lab) {
    List<Fit> fits = STRENGTHS.stream().map(this::fit).toList();
    TextTable table = new TextTable("λ", "train MSE", "Σ ω²", "MSE to the truth");
    for (Fit fit : fits) {
      table.row(
          Numbers.text(fit.strength),
          Numbers.text(fit.trainError),
          Numbers.text(fit.norm),
          Numbers.text(fit.truthError));
    }
    lab.show(table);
    List<Panel> panels = fits.stream().map(this::panel).toList();
    lab.figure("fits.png", new Figure("L2 regularization", 3, panels));
    lab.figure(
        "trade-off.png", new Figure("What the strength of the penalty does", tradeOff(fits)));
    claimSolution(fits.get(2), 0.00232, 439.51, 0.005, lab);
    claimSolution(fits.get(3), 0.00985, 88.6, 0.05, lab);
    claimSolution(fits.get(4), 0.02277, 15.32, 0.005, lab);
    claimSolution(fits.get(5), 0.04965, 1.78, 0.005, lab);
    claimTruth(fits.get(2), 0.0172, lab);
    claimTruth(fits.get(3), 0.0071, lab);
    claimTruth(fits.get(5), 0.0453, lab);
    String minimum = "minima of f + λ g";
    lab.claim(rises("train MSE", fits, Fit::trainError, minimum));
    lab.claim(rises("−Σ ω²", fits, fit -> -fit.norm, minimum));
    String book = "Prince 2023, figure 9.2";
    List<Fit> weak = fits.subList(0, BEST + 1);
    lab.claim(rises("−MSE to the truth, up to λ = 0.001", weak, fit -> -fit.truthError, book));
    List<Fit> strong = fits.subList(BEST, fits.size());
    lab.claim(rises("MSE to the truth, from λ = 0.001", strong, Fit::truthError, book));
  }

  /** Claims that training came to the solution, up to half a unit of the last digit given. */
  private static void claimSolution(Fit fit, double error, double norm, double digit, Lab lab) {
    String at = " at λ = " + Numbers.text(fit.strength);
    lab.claim(Claim.equal("train MSE" + at, fit.trainError, error, NUMPY, 5e-6));
    lab.claim(Claim.equal("Σ ω²" + at, fit.norm, norm, NUMPY, digit));
  }

  /** Claims a distance from the truth, up to what the rounding of the true curve changes in it. */
  private static void claimTruth(Fit fit, double reference, Lab lab) {
    double tolerance = TRUTH_ROUNDING * (2 * Math.sqrt(reference) + TRUTH_ROUNDING);
    String name = "MSE to the truth at λ = " + Numbers.text(fit.strength);
    lab.claim(Claim.equal(name, fit.truthError, reference, NUMPY, tolerance));
  }

  private static Claim rises(
      String what, List<Fit> fits, ToDoubleFunction<Fit> quantity, String source) {
    double[] values = fits.stream().mapToDouble(quantity).toArray();
    double fall =
        IntStream.range(1, values.length)
            .mapToDouble(i -> values[i - 1] - values[i])
            .max()
            .orElseThrow();
    return Claim.below(what + ": largest fall as λ grows", fall, 0, source, 0);
  }

  private Panel panel(Fit fit) {
    return new LinePanel("λ = " + Numbers.text(fit.strength), "x", "y")
        .horizontally(0, 1)
        .vertically(-1.2, 1.2)
        .line("truth", places, truth, Palette.INK.color())
        .line("model", places, fit.curve, Palette.SKY.color())
        .points("data", BookCurve.x(), BookCurve.y(), Palette.ORANGE.color());
  }

  private static List<LinePanel> tradeOff(List<Fit> fits) {
    List<Fit> positive = fits.subList(1, fits.size());
    double[] strengths = positive.stream().mapToDouble(Fit::strength).toArray();
    double[] train = positive.stream().mapToDouble(Fit::trainError).toArray();
    double[] test = positive.stream().mapToDouble(Fit::truthError).toArray();
    double[] norms = positive.stream().mapToDouble(Fit::norm).toArray();
    LinePanel errors =
        new LinePanel("Errors", "λ", "mean squared error").logarithmicallyAcross().fromZero();
    errors.line("at the points", strengths, train, Palette.VERMILLION.color());
    errors.line("to the truth", strengths, test, Palette.BLUE.color());
    LinePanel sizes =
        new LinePanel("Weights", "λ", "Σ ω²").logarithmicallyAcross().logarithmicallyUp();
    sizes.line("Σ ω²", strengths, norms, Palette.BLUE.color());
    return List.of(errors, sizes);
  }
}
