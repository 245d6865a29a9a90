package org.gradus.regularization.augmentation;

import org.gradus.core.data.Batch;
import org.gradus.core.data.ExampleTransform;
import org.gradus.core.random.RandomSource;

/** A random change of the inputs of examples that leaves them what they are. */
public interface Augmentation extends ExampleTransform, BatchTechnique {
  @Override
  default Batch apply(Batch batch, RandomSource random) {
    return ExampleTransform.super.apply(batch, random);
  }
}
