package org.gradus.lecture.characters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Histogram;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.MatrixPanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.chart.Panel;

/**
 * Looks at a network of characters before it has learned anything: Karpathy's course "Neural
 * networks: zero to hero" (2022), part 3.
 *
 * <p>Who knows nothing gives every character 1/27, and loses ln 27 = 3.296 nats. Standard normal
 * weights give scores of the variance |h|² + 1, h being the 200 tanhs: they are certain and wrong,
 * and the loss is about that of the largest of 27 such numbers, some 27 nats. Their tanhs are
 * saturated, too, where no gradient comes through. Both follow from the normal distribution, and
 * are held against it.
 *
 * <p>The full form looks at 30 networks, the quick form at 8.
 */
public final class CharacterInitialization implements Experiment {
  private static final double SMALL = 0.01;
  private static final int DRAWS = 20_000;
  private static final String STANDARD = "standard normal weights";
  private static final String SMALLER = "smaller weights";

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new CharacterInitialization(), arguments));
  }

  @Override
  public String name() {
    return "character-initialization";
  }

  @Override
  public String title() {
    return "The first loss and the first activations of a network of characters";
  }

  /** Returns the expected loss of scores that are normal and know nothing: E ln Σ exp. */
  private static double expectedLoss(double variance, RandomSource random) {
    double[] scores = new double[DRAWS * FirstPass.CHARACTERS];
    random.fillGaussian(scores, 0, scores.length);
    Tensor drawn =
        Tensor.of(scores, Shape.of(DRAWS, FirstPass.CHARACTERS)).mul(Math.sqrt(variance));
    return Reductions.logSumExp(drawn, false, 1).mean().item();
  }

  @Override
  public void run(Lab lab) {
    int networks = lab.quick() ? 8 : 30;
    Contexts contexts = Contexts.of(lab, 3);
    List<FirstPass> standard = new ArrayList<>();
    List<FirstPass> small = new ArrayList<>();
    for (int i = 0; i < networks; i++) {
      RandomSource random = RandomSource.of(lab.seed() + i);
      Batch batch = TwoRateDescent.draw(contexts.train(), random.stream("batch"));
      standard.add(FirstPass.of(1, 1, 1, batch, random.stream("network")));
      small.add(FirstPass.of(0.2, SMALL, SMALL, batch, random.stream("network")));
    }
    RandomSource random = RandomSource.of(lab.seed()).stream("scores");
    claimLosses(
        lab,
        STANDARD,
        standard,
        start -> expectedLoss(start.varianceOfScores(), random),
        "27 scores that are normal given the tanhs");
    // Of small scores ln Σ exp is ln 27 and half their variance about their mean.
    double half = SMALL * SMALL / 2 * (FirstPass.CHARACTERS - 1) / FirstPass.CHARACTERS;
    claimLosses(
        lab,
        SMALLER,
        small,
        start -> Math.log(FirstPass.CHARACTERS) + half * start.varianceOfScores(),
        "ln 27, and half the variance of the scores");
    FirstPass first = standard.get(0);
    Spread shares = Spread.of(first.saturatedShares());
    lab.claim(
        Claim.equal(
            "tanhs beyond ±%s (%%): %s".formatted(FirstPass.SATURATED, STANDARD),
            100 * shares.mean(),
            100 * first.expectedShare(),
            "sums that are normal given the inputs",
            100 * shares.ofMean()));
    List<Panel> panels = new ArrayList<>(panels(STANDARD, first, 20));
    panels.addAll(panels(SMALLER, small.get(0), 5));
    lab.figure("first-activations.png", new Figure("Before the first step: 200 tanhs", 3, panels));
  }

  private static void claimLosses(
      Lab lab,
      String name,
      List<FirstPass> starts,
      ToDoubleFunction<FirstPass> expectation,
      String source) {
    double[] losses = starts.stream().mapToDouble(FirstPass::loss).toArray();
    double[] expected = starts.stream().mapToDouble(expectation).toArray();
    double[] differences = new double[losses.length];
    Arrays.setAll(differences, i -> losses[i] - expected[i]);
    lab.claim(
        Claim.equal(
            "first loss (nats), mean of %s networks: %s".formatted(losses.length, name),
            Spread.of(losses).mean(),
            Spread.of(expected).mean(),
            source,
            Spread.of(differences).ofMean()));
  }

  private static List<Panel> panels(String name, FirstPass start, double range) {
    LinePanel sums = distribution("Sums: " + name, "w · x + b", start.sums(), range);
    LinePanel tanhs = distribution("Tanhs: " + name, "tanh(w · x + b)", start.tanhs(), 1);
    double[][] saturated = start.saturated().cast(DType.FLOAT64).toDoubleRows();
    MatrixPanel cells =
        new MatrixPanel("Saturated: beyond ±0.99", "tanh 1 to 200", "example 1 to 32", saturated);
    return List.of(sums, tanhs, cells.range(0, 1));
  }

  private static LinePanel distribution(String title, String axis, Tensor values, double range) {
    Histogram histogram = Histogram.of(values.reshape(-1).toDoubles(), -range, range, 50);
    LinePanel panel = new LinePanel(title, axis, "density").horizontally(-range, range).fromZero();
    return histogram.bars(panel, "share per unit", Palette.BLUE.color());
  }
}
