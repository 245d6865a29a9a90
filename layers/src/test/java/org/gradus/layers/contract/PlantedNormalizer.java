package org.gradus.layers.contract;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Mode;
import org.gradus.layers.module.Normalizer;

/** A normalizer that subtracts the mean of the last axis, with at most one fault. */
public record PlantedNormalizer(Fault fault) implements Normalizer, Normalizer.Config {
  /** What can be wrong. */
  public enum Fault {
    NONE,
    SUMS_THE_LAST_AXIS,
    MIXES_IN_EVALUATION,
    MIXES_IN_TRAINING,
    MIXES_AND_SAYS_SO
  }

  @Override
  public Config config() {
    return this;
  }

  @Override
  public boolean mixesExamples(Mode mode) {
    return mode == Mode.TRAIN && fault == Fault.MIXES_AND_SAYS_SO;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return fault == Fault.SUMS_THE_LAST_AXIS ? input.reduced(false, -1) : input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (fault == Fault.SUMS_THE_LAST_AXIS) {
      return x.sum(-1);
    }
    boolean mixes =
        context.isTraining()
            ? fault == Fault.MIXES_IN_TRAINING || fault == Fault.MIXES_AND_SAYS_SO
            : fault == Fault.MIXES_IN_EVALUATION;
    return x.sub(mixes ? x.mean() : x.mean(-1).unsqueeze(-1));
  }
}
