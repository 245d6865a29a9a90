package org.gradus.lecture.training;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;

/**
 * How well a classifier does.
 *
 * @param loss the mean cross-entropy, in nats
 * @param error the share of wrong classes, in percent
 */
public record Score(double loss, double error) {
  /**
   * Returns the score of a network that returns unnormalised scores (examples, classes), over all
   * batches, in the memory of one.
   */
  public static Score of(Module classifier, List<Batch> batches) {
    Workspace workspace = new Workspace();
    double examples = 0;
    double loss = 0;
    double error = 0;
    for (Batch batch : batches) {
      Score score = workspace.step(() -> of(classifier, batch));
      examples += batch.size();
      loss += batch.size() * score.loss;
      error += batch.size() * score.error;
    }
    return new Score(loss / examples, error / examples);
  }

  /** Returns the score of a network that returns unnormalised scores (examples, classes). */
  public static Score of(Module classifier, Batch batch) {
    Tensor scores = classifier.forward(batch.inputs());
    Tensor wrong = scores.argmax(-1).ne(batch.targets()).cast(DType.FLOAT64);
    double loss = new CrossEntropy().of(scores, batch.targets()).item();
    return new Score(loss, 100 * wrong.mean().item());
  }
}
