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
 * Averages the weights of many steps alike, and evaluates the network with the average: aₙ = aₙ₋₁ +
 * (θ − aₙ₋₁) / n, taken after some first steps, and then after every so many. Training itself goes
 * on with θ, best at a constant or cyclic learning rate that keeps it moving: the average lies
 * within the wide minimum that the steps go round.
 *
 * <p>No step has run with the averaged weights, so the statistics of batch norms have to be taken
 * anew: {@link #withRecalibration}.
 *
 * <pre>{@code
 * StochasticAverage average =
 *     StochasticAverage.of(model.parameters()).startingAt(3001).every(40)
 *         .withRecalibration(model, inputs);
 * }</pre>
 *
 * <p>Source: Izmailov, Podoprikhin, Garipov, Vetrov and Wilson, "Averaging weights leads to wider
 * optima and better generalization", 2018.
 */
public final class StochasticAverage implements Technique {
  private static final String NAME = "stochastic-average";

  private final Map<String, Parameter> parameters;
  private final int start;
  private final int frequency;
  private final Optional<Statistics> statistics;
  private final Average average;

  private StochasticAverage(
      Map<String, Parameter> parameters,
      int start,
      int frequency,
      Optional<Statistics> statistics) {
    Settings.requireSize(NAME, "first step", start);
    Settings.requireSize(NAME, "frequency", frequency);
    this.parameters = parameters;
    this.start = start;
    this.frequency = frequency;
    this.statistics = statistics;
    this.average = new Average(NAME, parameters, start, this::weight, statistics);
  }

  /**
   * Returns the average of parameters over all steps.
   *
   * @param parameters by path, of a network that is built
   */
  public static StochasticAverage of(Map<String, Parameter> parameters) {
    return new StochasticAverage(parameters, 1, 1, Optional.empty());
  }

  /**
   * Returns a new average like this one whose first weights are those after another step.
   *
   * @param step from 1
   * @throws IllegalArgumentException if it is below 1
   */
  public StochasticAverage startingAt(int step) {
    return new StochasticAverage(parameters, step, frequency, statistics);
  }

  /**
   * Returns a new average like this one whose weights are so many steps apart.
   *
   * @throws IllegalArgumentException if there are none
   */
  public StochasticAverage every(int steps) {
    return new StochasticAverage(parameters, start, steps, statistics);
  }

  /**
   * Returns a new average like this one that takes the statistics of batch norms anew before the
   * averages are used, by {@link org.gradus.layers.normalization.Recalibration}.
   *
   * @param inputs batches of training inputs, gone through once for each batch norm
   */
  public StochasticAverage withRecalibration(Module network, Iterable<Tensor> inputs) {
    return new StochasticAverage(
        parameters, start, frequency, Optional.of(new Statistics(network, inputs)));
  }

  private double weight(int step) {
    int since = step - start;
    return since % frequency == 0 ? 1.0 / (since / frequency + 1) : 0;
  }

  /**
   * Sets the parameters of the network to the averages for good; before the start, does nothing.
   */
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
