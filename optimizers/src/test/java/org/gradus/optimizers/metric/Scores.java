package org.gradus.optimizers.metric;

import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/** Predictions that decide for given classes. */
final class Scores {
  private Scores() {}

  /** Returns scores (N, C), the largest of which is that of the given class. */
  static Tensor of(int classes, int... decided) {
    return Indexing.oneHot(Tensor.of(decided), classes, DType.FLOAT32);
  }

  /** Returns a metric of one batch. */
  static double value(Metric metric, Tensor prediction, Tensor target) {
    Tally tally = new Tally(metric);
    tally.add(prediction, target);
    return tally.value();
  }
}
