package org.gradus.lecture.regularization;

import com.google.common.collect.Collections2;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.implicit.DescentPenalty;
import org.gradus.regularization.implicit.StochasticDescentPenalty;

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

  /** The quantile of the normal distribution for an interval of 99 %. */
  private static final double CONFIDENCE = 2.576;

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

  private static Tensor loss(Parameter phi) {
    return TwoWeights.mean(TwoWeights.losses(phi.tensor()));
  }

  private static Tensor descentLoss(Parameter phi, double eta) {
    NetworkParameters parameters = new NetworkParameters(Map.of("phi", phi), Set.of());
    return new DescentPenalty(eta).regularized(new Objective(loss(phi), parameters));
  }

  private static Tensor stochasticLoss(Parameter phi, double eta) {
    return StochasticDescentPenalty.of(TwoWeights.losses(phi.tensor()), List.of(phi), eta);
  }

  private static Map<String, Function<Parameter, Tensor>> objectives(double eta) {
    Map<String, Function<Parameter, Tensor>> objectives = new LinkedHashMap<>();
    objectives.put("L", ImplicitNoisePenalty::loss);
    objectives.put("L_GD", phi -> descentLoss(phi, eta));
    objectives.put("L_SGD", phi -> stochasticLoss(phi, eta));
    return objectives;
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
    Tensor gradient = loss(phi).backward().of(phi);
    double variance = 0;
    double squares = 0;
    for (Tensor each : TwoWeights.losses(phi.tensor())) {
      Tensor own = Backward.of(each).keepGraph().run().of(phi);
      variance += own.sub(gradient).square().sum().item() / TwoWeights.BATCHES;
      squares += own.square().sum().item() / TwoWeights.BATCHES;
    }
    double measured = stochasticLoss(phi, ETA).item();
    double first = descentLoss(phi, ETA).item() + ETA / 4 * variance;
    double squared = loss(phi).item() + ETA / 4 * squares;
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
    Map<String, double[]> distances = new LinkedHashMap<>();
    for (int i = 0; i < HALVINGS; i++) {
      double eta = etas[i];
      TwoWeights.Runs runs = new TwoWeights.Runs(orders.size(), eta);
      runs.epoch(orders);
      for (Map.Entry<String, Function<Parameter, Tensor>> each : objectives(eta).entrySet()) {
        double[] end = TwoWeights.flow(each.getValue(), TwoWeights.BATCHES * eta, 1).get(1);
        distances.computeIfAbsent(each.getKey(), f -> new double[HALVINGS])[i] =
            distance(end, runs.mean());
      }
    }
    LinePanel panel =
        new LinePanel(
                "One epoch, mean over all orders",
                "learning rate η",
                "distance from the flow's end")
            .logarithmicallyAcross()
            .logarithmicallyUp();
    int color = 0;
    for (Map.Entry<String, double[]> each : distances.entrySet()) {
      panel.line("flow on " + each.getKey(), etas, each.getValue(), Palette.ofSeries(color++));
      claimOrder(each.getKey(), each.getValue(), lab);
    }
    return panel;
  }

  /**
   * Claims the power of η of a distance, found from the last halving of η. That it is off by is
   * proportional to η, and so about the difference from the power found one halving earlier.
   */
  private static void claimOrder(String objective, double[] distances, Lab lab) {
    double before = power(distances, HALVINGS - 2);
    double last = power(distances, HALVINGS - 1);
    double reference = objective.equals("L_SGD") ? 3 : 2;
    lab.claim(
        Claim.equal(
            "power of η in the distance of an epoch from flow on " + objective,
            last,
            reference,
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
    Map<String, Double> distances = new LinkedHashMap<>();
    int color = 0;
    for (Map.Entry<String, Function<Parameter, Tensor>> each : objectives(ETA).entrySet()) {
      List<double[]> path = TwoWeights.flow(each.getValue(), TwoWeights.BATCHES * ETA, EPOCHS);
      panel.line(
          "flow on " + each.getKey(), axis(path, 0), axis(path, 1), Palette.ofSeries(color++));
      distances.put(each.getKey(), distance(path.get(EPOCHS), means.get(EPOCHS)));
    }
    panel.points("SGD, mean path", axis(means, 0), axis(means, 1), Palette.INK.color());
    TextTable table = new TextTable("flow on", "distance from the mean of SGD at the end");
    distances.forEach((name, distance) -> table.row(name, Numbers.text(distance)));
    lab.show(table);
    double error = CONFIDENCE * runs.standardError();
    for (String other : List.of("L", "L_GD")) {
      lab.claim(
          Claim.below(
              "distance of mean SGD from flow on L_SGD, against that from " + other,
              distances.getOrDefault("L_SGD", Double.NaN),
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
