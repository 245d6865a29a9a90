package org.gradus.datasets.mnist1d;

/** The signals of the ten digits before they are disturbed, drawn by hand by the authors. */
final class Templates {
  /** How many there are: one for each digit. */
  static final int COUNT = 10;

  /** Points of a template. */
  static final int LENGTH = 12;

  private static final double SCALE = 6;

  private static final double[][] RAW = {
    {5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5},
    {5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5},
    {5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5},
    {5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5},
    {5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5},
    {5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5},
    {5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5},
    {5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5},
    {5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5},
    {5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5}
  };

  private Templates() {}

  /** Returns the template of a digit: standardised, shifted to begin at 0, and divided by 6. */
  static double[] signal(int digit) {
    double[] signal = RAW[digit].clone();
    double mean = Moments.mean(signal);
    for (int i = 0; i < LENGTH; i++) {
      signal[i] -= mean;
    }
    double deviation = Moments.standardDeviation(signal);
    double first = signal[0] / deviation;
    for (int i = 0; i < LENGTH; i++) {
      signal[i] = (signal[i] / deviation - first) / SCALE;
    }
    return signal;
  }

  /** Returns the times of a template's points: from −5/6 to 5/6. */
  static double[] time() {
    double[] time = Interpolation.linspace(-5, 5, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      time[i] /= SCALE;
    }
    return time;
  }
}
