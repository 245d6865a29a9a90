package org.gradus.layers.recurrent;

/** The checks of configs, and their messages. */
final class Settings {
  private Settings() {}

  /** Requires a size or a number of at least 1. */
  static void requirePositive(String module, String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "[%s] %s is out of range: expected at least 1, got %s.".formatted(module, name, value));
    }
  }
}
