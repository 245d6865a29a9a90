package org.gradus.lecture.training;

import org.gradus.core.data.Batch;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;

/**
 * How well a classifier does.
 *
 * @param loss the mean cross-entropy, in nats
 * @param error the share of wrong classes, in percent
 */
public record Score(double loss, double error) {
  /** Returns the score of a network that returns unnormalised scores (examples, classes). */
  public static Score of(Module classifier, Batch batch) {
    Tensor scores = classifier.forward(batch.inputs());
    Tensor wrong = scores.argmax(-1).ne(batch.targets()).cast(DType.FLOAT64);
    double loss = new CrossEntropy().of(scores, batch.targets()).item();
    return new Score(loss, 100 * wrong.mean().item());
  }
}
