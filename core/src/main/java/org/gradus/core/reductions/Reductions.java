package org.gradus.core.reductions;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Extremum;
import org.gradus.core.tensor.Sum;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Unslice;

/**
 * Reductions over axes, scans along an axis, and softmax.
 *
 * <p>Axes may be negative, counted from the end; no axes means all. Reduced axes vanish from the
 * shape, or keep size 1 where {@code keep} is true.
 */
public final class Reductions {
  private Reductions() {}

  /** Returns Σ x. */
  public static Tensor sum(Tensor x, boolean keep, int... axes) {
    return Sum.of(x, keep, axes);
  }

  /** Returns the mean; NaN if there are no elements. */
  public static Tensor mean(Tensor x, boolean keep, int... axes) {
    return Sum.mean(x, keep, axes);
  }

  /**
   * Returns Σ (x − mean)² / (n − correction).
   *
   * @param correction 1 for the unbiased estimate, 0 for the mean square
   */
  public static Tensor variance(Tensor x, int correction, boolean keep, int... axes) {
    Tensor centered = x.sub(mean(x, true, axes));
    int count = 1;
    for (int axis : x.shape().axes("variance", axes)) {
      count *= x.size(axis);
    }
    return sum(centered.square(), keep, axes).mul(1.0 / Math.max(count - correction, 0));
  }

  /** Returns the square root of the {@link #variance}. */
  public static Tensor standardDeviation(Tensor x, int correction, boolean keep, int... axes) {
    return variance(x, correction, keep, axes).sqrt();
  }

  /** Returns the largest elements; those that tie share the gradient. */
  public static Tensor max(Tensor x, boolean keep, int... axes) {
    return Extremum.max(x, keep, axes);
  }

  /** Returns the smallest elements; those that tie share the gradient. */
  public static Tensor min(Tensor x, boolean keep, int... axes) {
    return Extremum.min(x, keep, axes);
  }

  /** Returns the position of the first largest element along an axis; INT32. */
  public static Tensor argmax(Tensor x, int axis) {
    return Extremum.argmax(x, axis);
  }

  /** Returns the position of the first smallest element along an axis; INT32. */
  public static Tensor argmin(Tensor x, int axis) {
    Tensor numbers = x.dtype() == DType.INT32 ? x.cast(DType.FLOAT64) : x.detach();
    return Extremum.argmax(numbers.neg(), axis);
  }

  /** Returns ln Σ e^x without overflow; −∞ where all elements are. */
  public static Tensor logSumExp(Tensor x, boolean keep, int... axes) {
    return LogSumExp.of(x, keep, axes);
  }

  /** Returns the product of all elements; the gradient is right where elements are 0. */
  public static Tensor product(Tensor x) {
    return product(x.reshape(-1), false, 0);
  }

  /** Returns the product along an axis; the gradient is right where elements are 0. */
  public static Tensor product(Tensor x, boolean keep, int axis) {
    int size = x.size(axis);
    if (size == 0) {
      return Tensor.ones(x.dtype(), x.shape().reduced(keep, axis));
    }
    Tensor last = cumulativeProduct(x, axis).slice(axis, size - 1, size);
    return keep ? last : last.squeeze(axis);
  }

  /** Returns the running sums y_i = Σ_{j ≤ i} x_j along an axis. */
  public static Tensor cumulativeSum(Tensor x, int axis) {
    return LinearScan.of(Tensor.ones(x.dtype(), x.shape()), x, axis);
  }

  /** Returns the running products y_i = Π_{j ≤ i} x_j along an axis. */
  public static Tensor cumulativeProduct(Tensor x, int axis) {
    int size = x.size(axis);
    if (size == 0) {
      return x;
    }
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    after[x.shape().axis("cumulative-product", axis)] = size - 1;
    Tensor first = Unslice.pad(x.slice(axis, 0, 1), before, after, 0);
    return LinearScan.of(x, first, axis);
  }

  /** Returns y_i = ln Σ_{j ≤ i} e^x_j along an axis, without overflow. */
  public static Tensor logCumulativeSumExp(Tensor x, int axis) {
    return LogCumulativeSumExp.of(x, axis);
  }

  /**
   * Returns the p-norm (Σ |x|^p)^(1/p); the largest absolute value for p = ∞, the number of
   * elements that are not 0 for p = 0. The gradient at 0 is 0.
   *
   * @param p from 0 to ∞, or −∞ for the smallest absolute value
   */
  public static Tensor norm(Tensor x, double p, boolean keep, int... axes) {
    return Norm.of(x, p, keep, axes);
  }

  /** Returns x / max(‖x‖_p, epsilon), the norm being taken along an axis. */
  public static Tensor normalize(Tensor x, double p, int axis, double epsilon) {
    Tensor norm = norm(x, p, true, axis);
    return x.div(Elementwise.clamp(norm, epsilon, Double.POSITIVE_INFINITY));
  }

  /** Returns a·b / (max(‖a‖₂, epsilon) · max(‖b‖₂, epsilon)) along an axis. */
  public static Tensor cosineSimilarity(Tensor a, Tensor b, int axis, double epsilon) {
    return normalize(a, 2, axis, epsilon).mul(normalize(b, 2, axis, epsilon)).sum(axis);
  }

  /** Returns ‖a − b + epsilon‖_p over the last axis. */
  public static Tensor pairwiseDistance(Tensor a, Tensor b, double p, double epsilon) {
    return norm(a.sub(b).add(epsilon), p, false, -1);
  }

  /** Returns e^x / Σ e^x along an axis, without overflow. */
  public static Tensor softmax(Tensor x, int axis) {
    return Softmax.of(x, axis);
  }

  /** Returns x − ln Σ e^x along an axis, without overflow. */
  public static Tensor logSoftmax(Tensor x, int axis) {
    return LogSoftmax.of(x, axis);
  }
}
