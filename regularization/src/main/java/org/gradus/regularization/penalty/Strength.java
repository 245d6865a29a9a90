package org.gradus.regularization.penalty;

/** The check of a factor. */
final class Strength {
  private Strength() {}

  static void check(String penalty, String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[%s] %s is out of range: expected a finite number of at least 0, got %s."
              .formatted(penalty, name, value));
    }
  }
}
