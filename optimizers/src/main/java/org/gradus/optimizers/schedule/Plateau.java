package org.gradus.optimizers.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.plugin.Settings;

/**
 * Multiplies the learning rates by a factor when a measure has not improved for some time.
 *
 * <pre>{@code
 * Plateau plateau = new Plateau(optimizer, new Plateau.Config().withPatience(5));
 * plateau.observe(validationLoss);
 * }</pre>
 */
public final class Plateau {
  private static final String BEST = "best";
  private static final String BAD = "bad";
  private static final String COOLING = "cooling";

  private final Optimizer optimizer;
  private final Config config;

  /** The best measure so far, NaN before the first. */
  private double best;

  private int bad;
  private int cooling;

  /** Creates the schedule of an optimizer. */
  public Plateau(Optimizer optimizer, Config config) {
    this.optimizer = optimizer;
    this.config = config;
    this.best = Double.NaN;
  }

  /**
   * When a measure counts as improved, and what happens when it is not.
   *
   * @param maximize whether the measure should grow, such as an accuracy; false for a loss
   * @param factor of the rates, from 0 to below 1
   * @param patience the number of measures without improvement that are put up with, at least 0
   * @param threshold by how much a measure must be better to count, at least 0
   * @param relative whether the threshold is a part of the best measure
   * @param coolDown the number of measures after a reduction that do not count, at least 0
   * @param least the least rate, at least 0
   * @param leastChange a reduction by no more is left out, at least 0
   */
  public record Config(
      boolean maximize,
      double factor,
      int patience,
      double threshold,
      boolean relative,
      int coolDown,
      double least,
      double leastChange) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Config {
      Settings.requireDecay("plateau", "factor", factor);
      Settings.requireNotNegative("plateau", "patience", patience);
      Settings.requireNotNegative("plateau", "threshold", threshold);
      Settings.requireNotNegative("plateau", "cool-down", coolDown);
      Settings.requireNotNegative("plateau", "least rate", least);
      Settings.requireNotNegative("plateau", "least change", leastChange);
    }

    /**
     * For a loss: a tenth of the rate after ten measures that are not better by 10⁻⁴ of the best.
     */
    public Config() {
      this(false, 0.1, 10, 1e-4, true, 0, 0, 1e-8);
    }

    /** Returns these settings with another patience. */
    public Config withPatience(int measures) {
      return new Config(
          maximize, factor, measures, threshold, relative, coolDown, least, leastChange);
    }

    /** Returns these settings with another factor. */
    public Config withFactor(double newFactor) {
      return new Config(
          maximize, newFactor, patience, threshold, relative, coolDown, least, leastChange);
    }

    /** Returns these settings for a measure that should grow. */
    public Config maximizing() {
      return new Config(true, factor, patience, threshold, relative, coolDown, least, leastChange);
    }

    private boolean isBetter(double measure, double best) {
      double margin = relative ? threshold * Math.abs(best) : threshold;
      boolean first = Double.isNaN(best);
      boolean better = maximize ? measure > best + margin : measure < best - margin;
      return Double.isFinite(measure) && (first || better);
    }
  }

  /**
   * Takes note of a measure, mostly once an epoch, and reduces the rates if it is time to.
   *
   * @param measure the loss or score; one that is not finite counts as not better
   */
  public void observe(double measure) {
    if (config.isBetter(measure, best)) {
      best = measure;
      bad = 0;
    } else {
      bad++;
    }
    if (cooling > 0) {
      cooling--;
      bad = 0;
    }
    if (bad > config.patience) {
      optimizer.groups().forEach(this::reduce);
      cooling = config.coolDown;
      bad = 0;
    }
  }

  private void reduce(ParameterGroup group) {
    double before = group.learningRate();
    double after = Math.max(before * config.factor, config.least);
    if (before - after > config.leastChange) {
      group.setLearningRate(after);
    }
  }

  /** Returns what decides the future besides the rates: to be saved with the optimizer's state. */
  public Map<String, Double> state() {
    Map<String, Double> state = new LinkedHashMap<>();
    state.put(BEST, best);
    state.put(BAD, (double) bad);
    state.put(COOLING, (double) cooling);
    return state;
  }

  /**
   * Restores what {@link #state()} returned.
   *
   * @throws IllegalArgumentException if it is not such a state
   */
  public void restore(Map<String, Double> state) {
    if (!state.keySet().equals(state().keySet())) {
      throw new IllegalArgumentException(
          "[plateau] the state does not fit: expected "
              + state().keySet()
              + ", got "
              + state.keySet()
              + ".");
    }
    best = state.getOrDefault(BEST, best);
    bad = state.getOrDefault(BAD, 0.0).intValue();
    cooling = state.getOrDefault(COOLING, 0.0).intValue();
  }
}
