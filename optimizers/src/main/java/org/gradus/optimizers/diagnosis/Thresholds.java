package org.gradus.optimizers.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.plugin.Settings;

/**
 * From where on a number is a {@link Finding}. These are rules of thumb, not proofs.
 *
 * <p>Sources: updates of about 1/1000 of the weights: Karpathy, Johnson, "CS231n: convolutional
 * neural networks for visual recognition", 2016, and Karpathy, "Building makemore part 3", 2022.
 * Gradients and activations of similar scale in all layers: Glorot and Bengio, "Understanding the
 * difficulty of training deep feedforward neural networks", 2010. Norms of gradients: Pascanu,
 * Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013. Dead units:
 * Lu et al., "Dying ReLU and initialization", 2019.
 *
 * @param vanishingGradient the least scale of a weight's gradient, as a part of the largest; 10⁻³
 *     by default
 * @param explodingGradient the largest norm of a weight's gradient; 100 by default
 * @param slowUpdate the least ratio of update and weight; 10⁻⁵ by default
 * @param fastUpdate the largest ratio of update and weight; 0.1 by default
 * @param vanishingActivation the least standard deviation of what a layer returns; 10⁻³ by default
 * @param explodingActivation the largest; 10³ by default
 * @param deadUnits the largest share of dead units; 0.1 by default
 */
public record Thresholds(
    double vanishingGradient,
    double explodingGradient,
    double slowUpdate,
    double fastUpdate,
    double vanishingActivation,
    double explodingActivation,
    double deadUnits) {
  private static final String NAME = "thresholds";

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public Thresholds {
    Settings.requireNotNegative(NAME, "vanishing gradient", vanishingGradient);
    Settings.requireNotNegative(NAME, "exploding gradient", explodingGradient);
    Settings.requireNotNegative(NAME, "slow update", slowUpdate);
    Settings.requireNotNegative(NAME, "fast update", fastUpdate);
    Settings.requireNotNegative(NAME, "vanishing activation", vanishingActivation);
    Settings.requireNotNegative(NAME, "exploding activation", explodingActivation);
    Settings.requireNotNegative(NAME, "dead units", deadUnits);
  }

  /** Takes the usual numbers. */
  public Thresholds() {
    this(1e-3, 100, 1e-5, 0.1, 1e-3, 1e3, 0.1);
  }

  /** Returns what is wrong, weights first. */
  List<Finding> findings(List<WeightStatistics> weights, List<ActivationStatistics> activations) {
    List<Finding> findings = new ArrayList<>();
    double largest = weights.stream().mapToDouble(WeightStatistics::gradientScale).max().orElse(0);
    for (WeightStatistics weight : weights) {
      addGradient(findings, weight, largest);
      double ratio = weight.updateRatio();
      add(findings, ratio < slowUpdate, Finding.Kind.SLOW_UPDATE, weight.path(), ratio);
      add(findings, ratio > fastUpdate, Finding.Kind.FAST_UPDATE, weight.path(), ratio);
    }
    for (ActivationStatistics layer : activations) {
      double deviation = layer.deviation();
      boolean huge = !(deviation <= explodingActivation);
      boolean alike = deviation < vanishingActivation;
      add(findings, huge, Finding.Kind.EXPLODING_ACTIVATION, layer.path(), deviation);
      add(findings, alike, Finding.Kind.VANISHING_ACTIVATION, layer.path(), deviation);
      boolean dead = layer.dead() > deadUnits;
      add(findings, dead, Finding.Kind.DEAD_UNITS, layer.path(), layer.dead());
    }
    return findings;
  }

  private void addGradient(List<Finding> findings, WeightStatistics weight, double largest) {
    double norm = weight.gradientNorm();
    if (norm == 0) {
      findings.add(new Finding(Finding.Kind.NO_GRADIENT, weight.path(), 0));
      return;
    }
    double part = weight.gradientScale() / largest;
    boolean lost = part < vanishingGradient;
    boolean huge = !(norm <= explodingGradient);
    add(findings, huge, Finding.Kind.EXPLODING_GRADIENT, weight.path(), norm);
    add(findings, lost, Finding.Kind.VANISHING_GRADIENT, weight.path(), part);
  }

  private static void add(
      List<Finding> findings, boolean found, Finding.Kind kind, String path, double value) {
    if (found) {
      findings.add(new Finding(kind, path, value));
    }
  }
}
