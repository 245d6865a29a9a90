package org.gradus.lecture.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people. */
public final class Numbers {
  private static final MathContext DIGITS = new MathContext(4);
  private static final int MOST_ZEROS = 4;

  private Numbers() {}

  /** Returns a number with four digits that count, such as 37.2, 0.0071, 18,000 or 7.5e+38. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    int leading = rounded.precision() - rounded.scale();
    if (value == 0) {
      return "0";
    }
    if (leading < -MOST_ZEROS || leading > 9) {
      return String.format(Locale.ROOT, "%." + Math.max(0, rounded.precision() - 1) + "e", rounded);
    }
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }
}
