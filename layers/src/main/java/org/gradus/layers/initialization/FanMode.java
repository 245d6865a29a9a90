package org.gradus.layers.initialization;

/** Which fan the variance of a weight is divided by. */
public enum FanMode {
  /** The fan-in: keeps the variance of activations from layer to layer. */
  FAN_IN,
  /** The fan-out: keeps the variance of gradients from layer to layer. */
  FAN_OUT,
  /** The mean of both: the compromise of Glorot and Bengio (2010). */
  AVERAGE;

  /** Returns that fan, which need not be an integer. */
  public double of(Fans fans) {
    return switch (this) {
      case FAN_IN -> fans.in();
      case FAN_OUT -> fans.out();
      case AVERAGE -> ((double) fans.in() + fans.out()) / 2;
    };
  }
}
