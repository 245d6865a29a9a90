package org.gradus.optimizers.metric;

import java.util.Locale;
import java.util.Optional;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;

/**
 * The share of elements whose right class has one of the k largest scores, from 0 to 1.
 *
 * <p>Of equal scores that of the lower class is the larger, so that k = 1 is {@link Accuracy}, and
 * a network that scores all classes alike is not always right. NaN counts as the largest score.
 *
 * @param k how many classes may be named, at least 1; not more than there are matters
 * @param classAxis the axis of the classes, from the end if negative; −1 by default
 * @param ignoredClass a class of targets that do not count; empty by default
 */
public record TopKAccuracy(int k, int classAxis, Optional<Integer> ignoredClass) implements Metric {
  /**
   * Checks k.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TopKAccuracy {
    Settings.requireSize("top-k-accuracy", "k", k);
  }

  /**
   * Creates the accuracy of classes along the last axis.
   *
   * @throws IllegalArgumentException if k is less than 1
   */
  public TopKAccuracy(int k) {
    this(k, -1, Optional.empty());
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "top-%d-accuracy", k);
  }

  /**
   * Returns the numbers of right elements and of all.
   *
   * @param prediction the scores, with an axis of classes
   * @param target the classes, INT32, in the prediction's shape without that axis
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws DTypeException if the types do not fit
   * @throws org.gradus.core.tensor.AxisException if there is no such axis
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  public double[] sums(Tensor prediction, Tensor target) {
    DTypeException.requireFloating(name(), prediction);
    int axis = prediction.shape().axis(name(), classAxis);
    Decision.requireClasses(name(), axis, prediction, target);
    int classes = prediction.size(axis);
    int inner = prediction.shape().elements(axis + 1, prediction.rank());
    double[] scores = prediction.cast(DType.FLOAT64).toDoubles();
    int[] actual = target.toInts();
    long right = 0;
    long all = 0;
    for (int i = 0; i < actual.length; i++) {
      if (ignoredClass.isPresent() && actual[i] == ignoredClass.get()) {
        continue;
      }
      Decision.requireClass(name(), actual[i], i, classes);
      int first = i / inner * classes * inner + i % inner;
      if (rank(scores, first, inner, actual[i], classes) < k) {
        right++;
      }
      all++;
    }
    return new double[] {right, all};
  }

  /** Returns how many classes come before one. */
  private static int rank(double[] scores, int first, int stride, int target, int classes) {
    // Adding 0 makes −0 a 0, which compare() would tell apart.
    double score = scores[first + target * stride] + 0.0;
    int before = 0;
    for (int c = 0; c < classes; c++) {
      int order = Double.compare(scores[first + c * stride] + 0.0, score);
      if (order > 0 || (order == 0 && c < target)) {
        before++;
      }
    }
    return before;
  }

  @Override
  public double of(double[] sums) {
    return sums[0] / sums[1];
  }
}
