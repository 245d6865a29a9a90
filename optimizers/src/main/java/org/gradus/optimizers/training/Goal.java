package org.gradus.optimizers.training;

/** Which values of a measure are good. */
public enum Goal {
  /** Small ones, as of a loss or an error. */
  LEAST,
  /** Large ones, as of an accuracy. */
  GREATEST;

  /** Returns whether a value is better than another one; NaN is worse than every number. */
  public boolean isBetter(double value, double than) {
    if (Double.isNaN(than)) {
      return !Double.isNaN(value);
    }
    return this == LEAST ? value < than : value > than;
  }
}
