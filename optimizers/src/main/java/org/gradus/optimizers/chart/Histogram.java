package org.gradus.optimizers.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import org.gradus.core.plugin.Settings;

/**
 * How numbers are distributed: the share of them in each of several equal bins, divided by the
 * width of a bin, so that the areas of histograms of different bins compare.
 */
public final class Histogram {
  private final double from;
  private final double width;
  private final double[] densities;

  private Histogram(double from, double width, double[] densities) {
    this.from = from;
    this.width = width;
    this.densities = densities;
  }

  /**
   * Counts numbers.
   *
   * @param values of which those below and above the bins are in none
   * @param from where the first bin begins
   * @param to where the last one ends, which it includes; above {@code from}
   * @param bins how many, at least 1
   * @throws IllegalArgumentException if there is no value, or no bin, or the range is empty
   */
  public static Histogram of(double[] values, double from, double to, int bins) {
    Settings.requireSize("histogram", "number of values", values.length);
    Settings.requireSize("histogram", "number of bins", bins);
    Settings.require(to > from, "histogram", "to", "a number above " + from, to);
    double width = (to - from) / bins;
    double[] densities = new double[bins];
    for (double value : values) {
      if (value >= from && value <= to) {
        densities[(int) Math.min(bins - 1, Math.floor((value - from) / width))] += 1;
      }
    }
    Arrays.setAll(densities, i -> densities[i] / values.length / width);
    return new Histogram(from, width, densities);
  }

  /** Returns a copy of the densities of the bins. */
  public double[] densities() {
    return densities.clone();
  }

  /** Returns the middles of the bins. */
  public double[] middles() {
    double[] middles = new double[densities.length];
    Arrays.setAll(middles, i -> from + (i + 0.5) * width);
    return middles;
  }

  /** Adds the densities as bars without gaps to a panel, and returns that. */
  public LinePanel bars(LinePanel panel, String name, Color color) {
    double[] x = new double[2 * densities.length];
    double[] top = new double[2 * densities.length];
    Arrays.setAll(x, i -> from + Math.floorDiv(i + 1, 2) * width);
    Arrays.setAll(top, i -> densities[i / 2]);
    return panel.band(x, new double[x.length], top, color).line(name, x, top, color);
  }

  /** Adds the densities as a line through the middles of the bins to a panel, and returns that. */
  public LinePanel line(LinePanel panel, String name, Color color) {
    return panel.line(name, middles(), densities(), color);
  }

  /** Returns the range and the number of bins. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Histogram of %s bins of %s from %s", densities.length, width, from);
  }
}
