package org.gradus.optimizers.metric;

import java.util.Arrays;
import java.util.Optional;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Says how scores become a class: the largest of several wins, or one number is above a threshold.
 *
 * <p>Elements whose target is the {@linkplain #ignoring ignored class} do not count.
 */
public final class Decision {
  private final Optional<Integer> classAxis;
  private final double threshold;
  private final Optional<Integer> ignoredClass;

  private Decision(Optional<Integer> classAxis, double threshold, Optional<Integer> ignoredClass) {
    this.classAxis = classAxis;
    this.threshold = threshold;
    this.ignoredClass = ignoredClass;
  }

  /**
   * Returns the decision for the class of the largest score along the last axis, the first of
   * equals. Predictions are (N, C), or (N, T, C) for sequences; targets are INT32 classes from 0 to
   * C − 1, in that shape without the classes.
   */
  public static Decision largest() {
    return largest(-1);
  }

  /**
   * Returns the decision for the class of the largest score along an axis, such as 1 for images (N,
   * C, H, W).
   *
   * @param classAxis from the end if negative
   */
  public static Decision largest(int classAxis) {
    return new Decision(Optional.of(classAxis), 0, Optional.empty());
  }

  /**
   * Returns the decision for class 1 where the score is above a threshold, and for class 0
   * elsewhere, also where it is NaN. Targets are 0 or 1, of any type, in the shape of the
   * prediction: with several labels an example, each of them counts.
   *
   * @param threshold 0 for logits, 0.5 for probabilities
   */
  public static Decision above(double threshold) {
    return new Decision(Optional.empty(), threshold, Optional.empty());
  }

  /**
   * Returns this decision without the elements whose target is a class, such as that of padding.
   */
  public Decision ignoring(int targetClass) {
    return new Decision(classAxis, threshold, Optional.of(targetClass));
  }

  /**
   * Decides.
   *
   * @param metric who asks, for messages
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the types do not fit
   * @throws IndexOutOfBoundsException if a target that counts is none of the classes
   */
  Labels labels(String metric, Tensor prediction, Tensor target) {
    DTypeException.requireFloating(metric, prediction);
    if (classAxis.isEmpty()) {
      requireTarget(metric, prediction.shape(), "", prediction, target);
      Tensor edge = Tensor.full(prediction.dtype(), Shape.SCALAR, threshold);
      return counted(metric, prediction.gt(edge), target, 2);
    }
    int axis = prediction.shape().axis(metric, classAxis.get());
    requireClasses(metric, axis, prediction, target);
    return counted(metric, prediction.argmax(axis), target, prediction.size(axis));
  }

  /**
   * Requires a target of classes.
   *
   * @param axis that of the classes, not negative
   */
  static void requireClasses(String metric, int axis, Tensor prediction, Tensor target) {
    String or =
        target.shape().equals(prediction.shape())
            ? " (or Decision.above, where every score is a decision of its own)"
            : "";
    requireTarget(metric, prediction.shape().reduced(false, axis), or, prediction, target);
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(metric, "INT32 classes (cast converts)", target.dtype());
    }
  }

  private static void requireTarget(
      String metric, Shape expected, String or, Tensor prediction, Tensor target) {
    if (!target.shape().equals(expected)) {
      throw ShapeException.of(
          metric,
          "the target does not fit the prediction",
          "a target of shape " + expected + or,
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
  }

  private Labels counted(String metric, Tensor decided, Tensor target, int classes) {
    int[] predicted = decided.toInts();
    int[] actual = classes(metric, target);
    int n = 0;
    for (int i = 0; i < actual.length; i++) {
      if (ignoredClass.isPresent() && actual[i] == ignoredClass.get()) {
        continue;
      }
      requireClass(metric, actual[i], i, classes);
      predicted[n] = predicted[i];
      actual[n] = actual[i];
      n++;
    }
    return new Labels(Arrays.copyOf(predicted, n), Arrays.copyOf(actual, n), classes);
  }

  private static int[] classes(String metric, Tensor target) {
    if (target.dtype() == DType.INT32) {
      return target.toInts();
    }
    double[] numbers = target.cast(DType.FLOAT64).toDoubles();
    int[] classes = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      classes[i] = (int) numbers[i];
      if (classes[i] != numbers[i]) {
        throw new IllegalArgumentException(
            "[%s] a target is no class: expected 0 or 1, got %s at position %s of the target."
                .formatted(metric, numbers[i], i));
      }
    }
    return classes;
  }

  /** Requires a class to be one. */
  static void requireClass(String metric, int target, int position, int classes) {
    if (target < 0 || target >= classes) {
      throw new IndexOutOfBoundsException(
          "[%s] a class is out of range: expected 0 to %s, got %s at position %s of the target."
              .formatted(metric, classes - 1, target, position));
    }
  }
}
