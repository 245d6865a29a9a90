package org.gradus.regularization.augmentation;

import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchTransform;
import org.gradus.core.random.RandomSource;
import org.gradus.optimizers.training.Technique;

/**
 * A change of batches that a trainer can also make itself, as one of its techniques, so that every
 * epoch sees others.
 */
@FunctionalInterface
public interface BatchTechnique extends BatchTransform, Technique {
  @Override
  default Batch prepared(Batch batch, RandomSource random) {
    return apply(batch, random);
  }
}
