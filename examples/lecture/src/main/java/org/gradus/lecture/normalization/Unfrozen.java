package org.gradus.lecture.normalization;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/** Inference by somebody who forgets to tell the network so. */
final class Unfrozen {
  private Unfrozen() {}

  /** Returns the percentage of wrong classes where the network is left in training. */
  static double error(Module network, List<Batch> batches, RandomSource random) {
    double wrong = 0;
    double all = 0;
    for (Batch batch : batches) {
      Tensor scores = scores(network, batch.inputs(), random);
      wrong += scores.argmax(-1).ne(batch.targets()).cast(DType.FLOAT64).sum().item();
      all += batch.size();
    }
    return 100 * wrong / all;
  }

  /** Returns the scores where the network is left in training. */
  static Tensor scores(Module network, Tensor x, RandomSource random) {
    return Autograd.noGrad(() -> network.forward(x, Context.train(random)));
  }
}
