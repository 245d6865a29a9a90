package org.gradus.core.plugin;

/** Checks of the settings of components, with one form of message. For authors of components. */
public final class Settings {
  private Settings() {}

  /**
   * Requires a number that is neither infinite nor NaN.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireFinite(String component, String name, double value) {
    require(Double.isFinite(value), component, name, "a finite number", value);
  }

  /**
   * Requires a finite number of at least 0.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireNotNegative(String component, String name, double value) {
    require(
        value >= 0 && value < Double.POSITIVE_INFINITY,
        component,
        name,
        "a finite number of at least 0",
        value);
  }

  /**
   * Requires a finite number above 0.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requirePositive(String component, String name, double value) {
    require(
        value > 0 && value < Double.POSITIVE_INFINITY,
        component,
        name,
        "a finite number above 0",
        value);
  }

  /**
   * Requires a factor by which something forgets or shrinks: at least 0 and below 1.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireDecay(String component, String name, double value) {
    require(value >= 0 && value < 1, component, name, "a number from 0 to below 1", value);
  }

  /**
   * Requires a size or count of at least 1.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireSize(String component, String name, int value) {
    require(value >= 1, component, name, "at least 1", value);
  }

  /**
   * Requires a setting to be valid.
   *
   * @param component what messages call the component, in kebab-case
   * @param name the name of the setting
   * @param expected what it may be
   * @param got what it is
   * @throws IllegalArgumentException if it is not valid
   */
  public static void require(
      boolean valid, String component, String name, String expected, Object got) {
    if (!valid) {
      throw new IllegalArgumentException(
          "["
              + component
              + "] "
              + name
              + " is out of range: expected "
              + expected
              + ", got "
              + got
              + ".");
    }
  }
}
