package org.gradus.optimizers.chart;

import java.awt.Color;

/**
 * Colours for heights: from dark violet over green to yellow, ever lighter, so that the order is
 * seen in grey and whatever one's colour vision.
 *
 * <p>The five colours between which it runs are those of "viridis" (Smith and van der Walt, 2015,
 * public domain).
 *
 * @param low the height of the darkest colour
 * @param high the height of the lightest
 */
record ColorScale(double low, double high) {
  private static final int[] COLORS = {0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xFDE725};

  /** Returns the colour of a height; beyond the range it is that of the end. */
  Color at(double height) {
    double share = high > low ? (height - low) / (high - low) : 0.5;
    double place = Math.max(0, Math.min(1, share)) * (COLORS.length - 1);
    int from = Math.min((int) place, COLORS.length - 2);
    double weight = place - from;
    return new Color(mixed(from, weight, 16), mixed(from, weight, 8), mixed(from, weight, 0));
  }

  private static int mixed(int from, double weight, int shift) {
    int a = COLORS[from] >> shift & 0xFF;
    int b = COLORS[from + 1] >> shift & 0xFF;
    return (int) Math.round(a + weight * (b - a));
  }
}
