package org.gradus.lecture.regularization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.regression.GaussianNll;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.penalty.L2;
import org.gradus.regularization.prior.Gaussian;
import org.gradus.regularization.regularizer.Selection;

/**
 * Shows that a penalty is a prior: the weights of least Σ (y − y_i)² + λ Σ ω² are those of greatest
 * posterior density, for noise of deviation σ and weights of deviation τ, where λ = σ² / τ².
 *
 * <p>−Σ ln Pr(y_i | x_i, ω) − ln Pr(ω) is that loss by 2σ², and a constant. (The lecture's slide
 * has a plus before the last term, and a minus before the sum in the line that follows from it.)
 * Both are computed for lines whose weights are drawn at random. The quick form is the same.
 */
public final class MapEstimation implements Experiment {
  private static final int LINES = 40;
  private static final double SIGMA = 0.3;
  private static final double TAU = 2;

  /** Of up to a hundred additions of positive numbers, each half a unit in the last place. */
  private static final double ROUNDING = 50 * Math.ulp(1.0);

  private final Gaussian prior = new Gaussian(TAU);
  private final double unit = 2 * SIGMA * SIGMA;
  private final L2 penalty = new L2(prior.penalty(unit).strength(), Selection.of("**"));

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new MapEstimation(), arguments));
  }

  @Override
  public String name() {
    return "map-estimation";
  }

  @Override
  public String title() {
    return "Maximum a posteriori: the L2 penalty is a Gaussian prior of the weights";
  }

  private double penalizedLoss(JointedLine line) {
    Tensor squares =
        new MeanSquaredError(Reduction.SUM).of(line.predictions(), JointedLine.targets());
    return penalty.regularized(Objective.of(squares, line.output())).item();
  }

  private double negativeLogPosterior(JointedLine line) {
    Tensor mean = line.predictions();
    Tensor variance = Tensor.full(DType.FLOAT64, mean.shape(), SIGMA * SIGMA);
    double likelihood =
        new GaussianNll(Reduction.SUM, true, 1e-6)
            .ofDistribution(mean, variance, JointedLine.targets())
            .item();
    return likelihood
        + line.output().parameters().values().stream()
            .mapToDouble(p -> prior.negativeLogDensity(p.tensor()).item())
            .sum();
  }

  @Override
  public void run(Lab lab) {
    lab.claim(
        Claim.equal(
            "λ of the penalty that the prior is",
            penalty.strength(),
            SIGMA * SIGMA / (TAU * TAU),
            "σ² / τ²",
            ROUNDING));
    List<JointedLine> lines =
        IntStream.range(0, LINES)
            .mapToObj(i -> new JointedLine(RandomSource.of(lab.seed()).stream("line " + i)))
            .toList();
    double[] losses = lines.stream().mapToDouble(this::penalizedLoss).toArray();
    double[] posteriors = lines.stream().mapToDouble(this::negativeLogPosterior).toArray();
    int points = JointedLine.targets().elements();
    int weights =
        lines.get(0).output().parameters().values().stream()
            .mapToInt(p -> p.shape().elements())
            .sum();
    double constant =
        points * Math.log(SIGMA)
            + weights * Math.log(TAU)
            + (points + weights) * Math.log(2 * Math.PI) / 2;
    double farthest =
        IntStream.range(0, LINES)
            .mapToDouble(
                i -> Math.abs(posteriors[i] - (losses[i] / unit + constant)) / posteriors[i])
            .max()
            .orElseThrow();
    lab.claim(
        Claim.equal(
            "−ln posterior, less loss / 2σ² and the constant: largest relative difference",
            farthest,
            0,
            "Bayes' rule",
            ROUNDING));
    lab.figure(
        "posterior.png",
        new Figure("A penalty is a prior", List.of(panel(losses, posteriors, constant))));
  }

  private LinePanel panel(double[] losses, double[] posteriors, double constant) {
    double[] ends = {0, Arrays.stream(losses).max().orElseThrow()};
    double[] heights = {constant, ends[1] / unit + constant};
    return new LinePanel(
            "Lines of random weights", "Σ (y − y_i)² + λ Σ ω²", "−ln posterior density (nats)")
        .line("loss / 2σ² + constant", ends, heights, Palette.SKY.color())
        .points("lines", losses, posteriors, Palette.VERMILLION.color());
  }
}
