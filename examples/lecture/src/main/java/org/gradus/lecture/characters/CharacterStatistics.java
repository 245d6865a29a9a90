package org.gradus.lecture.characters;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Gain;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.shaping.Flatten;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.Figure;

/**
 * Watches a network of five layers of 100 tanhs while it learns names: activations, gradients, and
 * how large updates are beside weights. Karpathy's course "Neural networks: zero to hero" (2022),
 * part 3.
 *
 * <p>Weights start with the standard deviation gain / √inputs. Without batch norm the gain has to
 * be right, 5/3 for tanhs: with less, activations die out from layer to layer, with more they
 * saturate. With batch norm activations do not depend on it, but updates do: beside the weights,
 * which by rule of thumb they should be a thousandth of, they are as 1 / gain².
 *
 * <p>As in the course the network is looked at before it learns and in its first 1000 steps, 300 in
 * the quick form. The published numbers are of one network and one batch; what they may differ by
 * follows from 20 networks of the full form, 6 of the quick one.
 */
public final class CharacterStatistics implements Experiment {
  private static final String SOURCE = "Karpathy 2022, makemore, part 3";
  private static final int LAYERS = 5;
  private static final double[] DEVIATIONS = {0.75, 0.69, 0.67, 0.66, 0.66};
  private static final double HALF_A_DIGIT = 0.005;

  /** What ε = 10⁻⁵ beside variances above 0.1 changes, there and back through five batch norms. */
  private static final double EPSILON_EFFECT = 2 * LAYERS * 1e-5 / 0.1;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new CharacterStatistics(), arguments));
  }

  @Override
  public String name() {
    return "character-statistics";
  }

  @Override
  public String title() {
    return "Activations, gradients and updates in a network of characters with five hidden layers";
  }

  private static Module network(double gain, boolean normalized) {
    List<Module> modules = new ArrayList<>(List.of(Embedding.of(27, 10), new Flatten()));
    for (int layer = 0; layer < LAYERS; layer++) {
      modules.add(linear(100, gain));
      if (normalized) {
        modules.add(BatchNorm.create());
      }
      modules.add(new Tanh());
    }
    modules.add(linear(27, 0.1));
    return Sequential.of(modules.toArray(Module[]::new));
  }

  private static Linear linear(int units, double gain) {
    return Linear.of(units).withWeight(He.lecun().withGain(gain)).withBias(Constant.zeros());
  }

  private static Passage firstPass(Contexts contexts, Module network, RandomSource random) {
    network.build(contexts.input(), random.stream("network"));
    Batch batch = TwoRateDescent.draw(contexts.train(), random.stream("batch"));
    return Passage.of(network, batch, Context.train(random));
  }

  @Override
  public void run(Lab lab) {
    Contexts contexts = Contexts.of(lab, 3);
    int networks = lab.quick() ? 6 : 20;
    double[][] deviations = new double[LAYERS][networks];
    for (int i = 0; i < networks; i++) {
      RandomSource random = RandomSource.of(lab.seed() + i);
      Passage pass = firstPass(contexts, network(Gain.TANH, false), random);
      for (int layer = 0; layer < LAYERS; layer++) {
        deviations[layer][i] = pass.deviation(layer);
      }
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      Spread spread = Spread.of(deviations[layer]);
      lab.claim(
          Claim.equal(
              "standard deviation of the tanhs of layer %s, gain 5/3".formatted(layer + 1),
              spread.mean(),
              DEVIATIONS[layer],
              SOURCE,
              spread.ofFurther() + HALF_A_DIGIT));
    }

    RandomSource random = RandomSource.of(lab.seed());
    Passage small = firstPass(contexts, network(1, false), random);
    Passage right = firstPass(contexts, network(Gain.TANH, false), random);
    Passage large = firstPass(contexts, network(3, false), random);
    Passage normalized = firstPass(contexts, network(1, true), random);
    claimOrder(lab, "gain 1, beside gain 5/3", small, right);
    claimOrder(lab, "gain 5/3, beside gain 3", right, large);
    claimOrder(lab, "gain 1, beside gain 1 with batch norm", small, normalized);
    Passage larger = firstPass(contexts, network(3, true), random);
    lab.claim(
        Claim.equal(
            "standard deviation of the tanhs of layer 5, batch norm: gain 3, beside gain 1",
            larger.deviation(LAYERS - 1),
            normalized.deviation(LAYERS - 1),
            "batch norm takes scales out",
            EPSILON_EFFECT));
    lab.figure(
        "activations.png",
        new Figure(
            "Five layers of tanhs, before the first step",
            4,
            List.of(
                small.activations("Gain 1"),
                right.activations("Gain 5/3"),
                large.activations("Gain 3"),
                normalized.activations("Gain 1, batch norm"),
                small.gradients("Gain 1"),
                right.gradients("Gain 5/3"),
                large.gradients("Gain 3"),
                normalized.gradients("Gain 1, batch norm"))));

    int steps = lab.quick() ? 300 : 1000;
    RandomSource same = RandomSource.of(lab.seed()).stream("updates");
    Updates one = Updates.watch(network(1, true), contexts, steps, same.stream("0"), lab);
    Updates three = Updates.watch(network(3, true), contexts, steps, same.stream("0"), lab);
    lab.print(
        "update / weight at the end, log10, median of the layers: %.2f, %.2f with gain 3",
        one.median(), three.median());
    lab.claim(
        Claim.equal(
            "log10(update / weight) at first, batch norm: gain 3, beside gain 1",
            three.atFirst() - one.atFirst(),
            -2 * Math.log10(3),
            "gradients of what is normalized are as 1 / scale",
            EPSILON_EFFECT));
    lab.figure(
        "updates.png",
        new Figure(
            "How large updates are beside weights, with batch norm",
            List.of(one.panel("Gain 1"), three.panel("Gain 3"))));
  }

  private static void claimOrder(Lab lab, String names, Passage less, Passage more) {
    lab.claim(
        Claim.below(
            "standard deviation of the tanhs of layer 5: " + names,
            less.deviation(LAYERS - 1),
            more.deviation(LAYERS - 1),
            SOURCE,
            0));
  }
}
