package org.gradus.lecture.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.junit.jupiter.api.Test;

/** Recycled buffers change no bit of a training. */
class WorkspaceTest {
  private final Dataset train = Mnist1dSettings.published().generate().train();

  private float[] outputsAfterAnEpoch(Consumer<Runnable> step) {
    RandomSource random = RandomSource.of(1);
    Module network = Sequential.of(Linear.of(100), new Relu(), Linear.of(10));
    network.build(Shape.of(1, 40), random.stream("network"));
    Optimizer optimizer = Optimizer.of(network.parameters(), 0.05, Sgd.withMomentum(0.9));
    CrossEntropy crossEntropy = new CrossEntropy();
    // The last of the batches is smaller than the others.
    for (Batch batch : train.shuffled(random).batches(150)) {
      step.accept(
          () ->
              optimizer.step(
                  crossEntropy
                      .of(network.forward(batch.inputs(), Context.train(random)), batch.targets())
                      .backward()));
    }
    return network.forward(train.all().inputs()).toFloats();
  }

  @Test
  void changesNoBit() {
    Workspace workspace = new Workspace();
    float[] recycled = outputsAfterAnEpoch(workspace::step);
    assertTrue(workspace.bytes() > 0);
    assertArrayEquals(outputsAfterAnEpoch(Runnable::run), recycled);
  }
}
