package org.gradus.lecture.characters;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Reduction;

/** The negative log-likelihood of characters under a network, in nats. */
final class Likelihood {
  private static final int BATCH = 4096;
  private static final CrossEntropy CROSS_ENTROPY = new CrossEntropy(Reduction.NONE);

  private Likelihood() {}

  /** Returns the mean over all examples of a data set. */
  static double mean(Module network, Dataset examples) {
    return Arrays.stream(ofEach(network, examples)).average().orElseThrow();
  }

  /** Returns that of each example. */
  static double[] ofEach(Module network, Dataset examples) {
    Workspace workspace = new Workspace();
    return examples.batches(BATCH).stream()
        .flatMapToDouble(batch -> DoubleStream.of(workspace.step(() -> losses(network, batch))))
        .toArray();
  }

  private static double[] losses(Module network, Batch batch) {
    return CROSS_ENTROPY
        .of(network.forward(batch.inputs()), batch.targets())
        .cast(DType.FLOAT64)
        .toDoubles();
  }
}
