package org.gradus.lecture.regularization;

import com.google.common.collect.Collections2;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
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
 * Shows what stochastic gradient descent adds to the loss: L_SGD = L_GD + η/4B Σ ‖∇L_b − ∇L‖², on
 * {@link TwoWeights}.
 *
 * <p>One epoch of B steps moves, on the mean over all orders of the batches, as gradient flow on
 * L_SGD does in the time Bη, up to O(η³); flow on L or on L_GD is off by O(η²) (Smith et al. 2021).
 * The mean over the orders is exact: there are 24 of them. Then the mean path of many runs is held
 * against the flows. The quick form has fewer runs.
 */
public final class ImplicitNoisePenalty implements Experiment {
  private static final double ETA = 0.1;
  private static final int EPOCHS = 60;
  private static final int HALVINGS = 6;
  private static final String SMITH = "Smith et al. 2021";

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ImplicitNoisePenalty(), arguments));
  }

  @Override
  public String name() {
    return "implicit-noise-penalty";
  }

  @Override
  public String title() {
    return "Implicit regularization: what small batches add to the loss";
  }

  @Override
  public void run(Lab lab) {
    claimForms(lab);
    LinePanel orders = oneEpoch(lab);
    LinePanel paths = manyEpochs(lab);
    lab.figure(
        "paths.png",
        new Figure("Stochastic gradient descent and gradient flows", List.of(orders, paths)));
  }

  /** Claims that both forms of the slide are the same, and that of squared gradients too. */
  private static void claimForms(Lab lab) {
    Parameter phi = Parameter.of(Tensor.of(TwoWeights.start()));
    Tensor gradient = ModifiedLoss.L.of(phi, ETA).backward().of(phi);
    double variance = 0;
    double squares = 0;
    for (Tensor each : TwoWeights.losses(phi.tensor())) {
      Tensor own = Backward.of(each).keepGraph().run().of(phi);
      variance += own.sub(gradient).square().sum().item() / TwoWeights.BATCHES;
      squares += own.square().sum().item() / TwoWeights.BATCHES;
    }
    double measured = ModifiedLoss.L_SGD.of(phi, ETA).item();
    double first = ModifiedLoss.L_GD.of(phi, ETA).item() + ETA / 4 * variance;
    double squared = ModifiedLoss.L.of(phi, ETA).item() + ETA / 4 * squares;
    // Some twenty additions and products of numbers below 8.
    double rounding = 20 * Math.ulp(8.0);
    lab.claim(
        Claim.equal("L_SGD, first form", measured, first, "L_GD + η/4B Σ ‖∇L_b − ∇L‖²", rounding));
    lab.claim(
        Claim.equal(
            "L_SGD, by squared gradients", measured, squared, "L + η/4B Σ ‖∇L_b‖²", rounding));
  }

  private static LinePanel oneEpoch(Lab lab) {
    List<int[]> orders =
        Collections2.permutations(Ints.asList(0, 1, 2, 3)).stream().map(Ints::toArray).toList();
    double[] etas = IntStream.range(0, HALVINGS).mapToDouble(i -> Math.scalb(ETA, -i)).toArray();
    Map<ModifiedLoss, double[]> distances = new EnumMap<>(ModifiedLoss.class);
    for (int i = 0; i < HALVINGS; i++) {
      double eta = etas[i];
      TwoWeights.Runs runs = new TwoWeights.Runs(orders.size(), eta);
      runs.epoch(orders);
      for (ModifiedLoss loss : ModifiedLoss.values()) {
        double time = TwoWeights.BATCHES * eta;
        double[] end = TwoWeights.flow(phi -> loss.of(phi, eta), time, 1).get(1);
        distances.computeIfAbsent(loss, f -> new double[HALVINGS])[i] = distance(end, runs.mean());
      }
    }
    LinePanel panel =
        new LinePanel(
                "One epoch, mean over all orders",
                "learning rate η",
                "distance from the flow's end")
            .logarithmicallyAcross()
            .logarithmicallyUp();
    distances.forEach(
        (loss, each) -> {
          panel.line(loss.flow(), etas, each, Palette.ofSeries(loss.ordinal()));
          claimOrder(loss, each, lab);
        });
    return panel;
  }

  /**
   * Claims the power of η of a distance, found from the last halving of η. That it is off by is
   * proportional to η, and so about the difference from the power found one halving earlier.
   */
  private static void claimOrder(ModifiedLoss loss, double[] distances, Lab lab) {
    double before = power(distances, HALVINGS - 2);
    double last = power(distances, HALVINGS - 1);
    lab.claim(
        Claim.equal(
            "power of η in the distance of an epoch from " + loss.flow(),
            last,
            loss.power(),
            SMITH,
            2 * Math.abs(last - before)));
  }

  private static double power(double[] distances, int i) {
    return Math.log(distances[i - 1] / distances[i]) / Math.log(2);
  }

  private static double distance(double[] a, double[] b) {
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  }

  private static LinePanel manyEpochs(Lab lab) {
    int number = lab.quick() ? 400 : 10_000;
    RandomSource random = RandomSource.of(lab.seed());
    TwoWeights.Runs runs = new TwoWeights.Runs(number, ETA);
    List<double[]> means = new ArrayList<>(List.of(runs.mean()));
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      runs.epoch(
          IntStream.range(0, number)
              .mapToObj(run -> random.permutation(TwoWeights.BATCHES))
              .toList());
      means.add(runs.mean());
    }
    LinePanel panel = new LinePanel(EPOCHS + " epochs at η = " + ETA, "φ0", "φ1");
    Map<ModifiedLoss, Double> distances = new EnumMap<>(ModifiedLoss.class);
    for (ModifiedLoss loss : ModifiedLoss.values()) {
      List<double[]> path =
          TwoWeights.flow(phi -> loss.of(phi, ETA), TwoWeights.BATCHES * ETA, EPOCHS);
      panel.line(loss.flow(), axis(path, 0), axis(path, 1), Palette.ofSeries(loss.ordinal()));
      distances.put(loss, distance(path.get(EPOCHS), means.get(EPOCHS)));
    }
    panel.points("SGD, mean path", axis(means, 0), axis(means, 1), Palette.INK.color());
    TextTable table = new TextTable("flow on", "distance from the mean of SGD at the end");
    distances.forEach((loss, distance) -> table.row(loss.name(), Numbers.text(distance)));
    lab.show(table);
    double error = SamplingError.ofMean(runs.standardError());
    for (ModifiedLoss other : List.of(ModifiedLoss.L, ModifiedLoss.L_GD)) {
      lab.claim(
          Claim.below(
              "distance of mean SGD from flow on L_SGD, against that from " + other,
              distances.getOrDefault(ModifiedLoss.L_SGD, Double.NaN),
              distances.getOrDefault(other, Double.NaN),
              SMITH,
              2 * error));
    }
    return panel;
  }

  private static double[] axis(List<double[]> path, int axis) {
    return path.stream().mapToDouble(place -> place[axis]).toArray();
  }
}
