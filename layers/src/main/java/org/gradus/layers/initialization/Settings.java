package org.gradus.layers.initialization;

/** Checks of the settings of initializers. */
final class Settings {
  private Settings() {}

  static void requireFinite(String initializer, String name, double value) {
    require(Double.isFinite(value), initializer, name, "a finite number", value);
  }

  static void requireNotNegative(String initializer, String name, double value) {
    require(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        initializer,
        name,
        "a finite number of at least 0",
        value);
  }

  static void require(boolean valid, String initializer, String name, String expected, Object got) {
    if (!valid) {
      throw new IllegalArgumentException(
          "[%s] %s is out of range: expected %s, got %s."
              .formatted(initializer, name, expected, got));
    }
  }
}
