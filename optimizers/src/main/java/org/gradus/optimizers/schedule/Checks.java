package org.gradus.optimizers.schedule;

/** Checks of schedules' settings, with one form of message. */
final class Checks {
  private Checks() {}

  static void requireSteps(String schedule, String name, double value) {
    require(value > 0 && value < Double.POSITIVE_INFINITY, schedule, name, "above 0", value);
  }

  static void requireNotNegative(String schedule, String name, double value) {
    require(value >= 0 && value < Double.POSITIVE_INFINITY, schedule, name, "at least 0", value);
  }

  /** Requires a setting to be valid. */
  static void require(boolean valid, String schedule, String name, String expected, Object got) {
    if (!valid) {
      throw new IllegalArgumentException(
          "["
              + schedule
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
