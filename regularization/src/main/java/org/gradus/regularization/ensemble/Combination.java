package org.gradus.regularization.ensemble;

import java.util.Arrays;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** What the results of the members of an ensemble, of one shape, become together. */
public enum Combination {
  /** Their mean: of numbers, or of scores. */
  MEAN,
  /** The mean of their probabilities, by a softmax over the last axis of scores. */
  MEAN_PROBABILITY,
  /** The median of each number, of an even number of members the mean of the two in the middle. */
  MEDIAN,
  /**
   * The share of the members whose largest score along the last axis is that of a class; no
   * gradient flows. The largest share is that of the majority, the first of equals.
   */
  VOTE;

  /**
   * Requires results that can be combined.
   *
   * @throws ShapeException if classes are asked for, and there is no axis of them
   */
  void requireFit(Shape result) {
    if ((this == MEAN_PROBABILITY || this == VOTE) && result.rank() == 0) {
      throw ShapeException.of("ensemble", "there are no classes", "(…, classes)", "()");
    }
  }

  Tensor of(Tensor... results) {
    return switch (this) {
      case MEAN -> mean(results);
      case MEAN_PROBABILITY ->
          mean(
              Arrays.stream(results)
                  .map(scores -> Reductions.softmax(scores, -1))
                  .toArray(Tensor[]::new));
      case MEDIAN -> median(results);
      case VOTE -> mean(Arrays.stream(results).map(Combination::vote).toArray(Tensor[]::new));
    };
  }

  private static Tensor mean(Tensor... results) {
    return Arrays.stream(results).reduce(Tensor::add).orElseThrow().div(results.length);
  }

  private static Tensor median(Tensor... results) {
    Tensor sorted = Indexing.sort(Shaping.stack(0, results), 0, false).values();
    int middle = results.length / 2;
    Tensor upper = sorted.select(0, middle);
    return results.length % 2 == 1 ? upper : upper.add(sorted.select(0, middle - 1)).mul(0.5);
  }

  private static Tensor vote(Tensor scores) {
    return Indexing.oneHot(scores.argmax(-1), scores.size(-1), scores.dtype());
  }
}
