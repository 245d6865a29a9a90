package org.gradus.examples.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A size at which the arithmetic is far slower than at the sizes beside it.
 *
 * <p>With c the time of a step divided by its arithmetic, sizes ascending, size i is a cliff if cᵢ
 * exceeds {@link #STEEP} times the cost cᵢ₋₁ of the next smaller size, or {@link #STEEP} times what
 * the straight line between both its neighbours gives for it, in logarithms of extent and cost. The
 * first catches what gets slow and stays slow; the second what is slow between faster neighbours
 * where the cost still falls, as it does while overhead is shared by ever more arithmetic. The
 * smallest size has no smaller one and cannot be a cliff.
 *
 * @param curve where it is
 * @param extent the size
 * @param steepness how many times its cost is what its neighbours let expect
 */
record Cliff(Curve curve, int extent, double steepness) {
  /** The steepness above which a size is a cliff. */
  static final double STEEP = 1.5;

  /** Returns the cliffs of a curve of times. */
  static List<Cliff> of(Curve curve) {
    double[] extents = curve.extents();
    double[] speeds = curve.gigaflops();
    List<Cliff> cliffs = new ArrayList<>();
    for (int i = 1; i < extents.length; i++) {
      double expected = speeds[i - 1];
      if (i + 1 < extents.length) {
        double share =
            Math.log(extents[i] / extents[i - 1]) / Math.log(extents[i + 1] / extents[i - 1]);
        double between = speeds[i - 1] * Math.pow(speeds[i + 1] / speeds[i - 1], share);
        expected = Math.max(expected, between);
      }
      double steepness = expected / speeds[i];
      if (steepness > STEEP) {
        cliffs.add(new Cliff(curve, (int) extents[i], steepness));
      }
    }
    return cliffs;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, threads %d: %s of %s %d takes %.2f times as long as its neighbours let expect",
        curve.system(),
        curve.threads(),
        curve.family(),
        curve.axis(),
        extent,
        steepness);
  }
}
