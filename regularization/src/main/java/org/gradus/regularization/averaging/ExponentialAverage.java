package org.gradus.regularization.averaging;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;

/**
 * Averages the weights over the last steps and evaluates the network with the averages: a₁ = θ₁, aₜ
 * = d · aₜ₋₁ + (1 − d) · θₜ after step t. Training itself goes on with θ.
 *
 * <p>The last 1 / (1 − d) steps count most. As it starts, θ₁ counts for as much as all steps before
 * it would; {@linkplain #withBiasCorrection corrected}, every step counts (1 − d) dᵗ⁻ⁱ of the sum
 * of these, as in Adam: aₜ = aₜ₋₁ + (θₜ − aₜ₋₁) · (1 − d) / (1 − dᵗ).
 *
 * <pre>{@code
 * ExponentialAverage average = ExponentialAverage.of(model.parameters(), 0.999);
 * …
 * average.install();
 * }</pre>
 *
 * <p>Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992;
 * the correction: Kingma and Ba, "Adam", 2015.
 */
public final class ExponentialAverage implements Technique {
  private static final String NAME = "exponential-average";

  private final Map<String, Parameter> parameters;
  private final double decay;
  private final boolean corrected;
  private final Optional<Statistics> statistics;
  private final Average average;

  private ExponentialAverage(
      Map<String, Parameter> parameters,
      double decay,
      boolean corrected,
      Optional<Statistics> statistics) {
    this.parameters = parameters;
    this.decay = decay;
    this.corrected = corrected;
    this.statistics = statistics;
    this.average = new Average(NAME, parameters, 1, this::weight, statistics);
  }

  /**
   * Returns the average of parameters.
   *
   * @param parameters by path, of a network that is built
   * @param decay d, from 0 to below 1; 0.99 to 0.9999 are common
   * @throws IllegalArgumentException if the decay is out of range
   */
  public static ExponentialAverage of(Map<String, Parameter> parameters, double decay) {
    Settings.requireDecay(NAME, "decay", decay);
    return new ExponentialAverage(parameters, decay, false, Optional.empty());
  }

  /** Returns a new average like this one in which the first step counts no more than others. */
  public ExponentialAverage withBiasCorrection() {
    return new ExponentialAverage(parameters, decay, true, statistics);
  }

  /**
   * Returns a new average like this one that takes the statistics of batch norms anew before the
   * averages are used, by {@link org.gradus.layers.normalization.Recalibration}. Without, they are
   * those of the weights in training, which are close to the averages.
   *
   * @param inputs batches of training inputs, gone through once for each batch norm
   */
  public ExponentialAverage withRecalibration(Module network, Iterable<Tensor> inputs) {
    return new ExponentialAverage(
        parameters, decay, corrected, Optional.of(new Statistics(network, inputs)));
  }

  private double weight(int step) {
    if (step == 1) {
      return 1;
    }
    return corrected ? (1 - decay) / -Math.expm1(step * Math.log(decay)) : 1 - decay;
  }

  /** Sets the parameters of the network to the averages for good; without a step, does nothing. */
  public void install() {
    average.install();
  }

  @Override
  public void constrain(NetworkParameters network) {
    average.step();
  }

  @Override
  public void evaluate(Runnable evaluation) {
    average.evaluate(evaluation);
  }

  @Override
  public Map<String, Tensor> state() {
    return average.state();
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    average.restore(state);
  }
}
