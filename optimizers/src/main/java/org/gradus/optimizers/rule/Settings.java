package org.gradus.optimizers.rule;

/** Checks of rules' settings, with one form of message. */
final class Settings {
  private Settings() {}

  /** Requires a finite number of at least 0. */
  static void requireNotNegative(String rule, String name, double value) {
    require(
        value >= 0 && value < Double.POSITIVE_INFINITY, rule, name, "a finite number ≥ 0", value);
  }

  /** Requires a factor by which an average forgets: at least 0 and below 1. */
  static void requireDecay(String rule, String name, double value) {
    require(value >= 0 && value < 1, rule, name, "a number from 0 to below 1", value);
  }

  /** Requires a setting to be valid. */
  static void require(boolean valid, String rule, String name, String expected, double got) {
    if (!valid) {
      throw new IllegalArgumentException(
          "["
              + rule
              + "] the "
              + name
              + " is out of range: expected "
              + expected
              + ", got "
              + got
              + ".");
    }
  }
}
