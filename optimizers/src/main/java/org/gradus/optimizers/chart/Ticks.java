package org.gradus.optimizers.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Round numbers on an axis. */
final class Ticks {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final MathContext DIGITS = new MathContext(6);

  private Ticks() {}

  /** Returns the multiples of 1, 2 or 5 times a power of ten in a range, at most so many. */
  static double[] within(double low, double high, int most) {
    if (!(high > low)) {
      return new double[] {low};
    }
    double power = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
    double step =
        DoubleStream.of(STEPS)
            .map(factor -> factor * power)
            .filter(s -> Math.floor(high / s) - Math.ceil(low / s) < most)
            .findFirst()
            .orElse(10 * power);
    long first = (long) Math.ceil(low / step);
    long last = (long) Math.floor(high / step);
    return LongStream.rangeClosed(first, last).mapToDouble(i -> i * step).toArray();
  }

  /** Returns a number as it is written at a tick. */
  static String text(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
