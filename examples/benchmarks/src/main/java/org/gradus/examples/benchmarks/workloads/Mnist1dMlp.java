package org.gradus.examples.benchmarks.workloads;

import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;

/** Linear 40–100, ReLU, Linear 100–100, ReLU, Linear 100–10; batch 100, SGD 0.05. */
final class Mnist1dMlp implements Workload {
  private final Batches data = Batches.prototypes(3, 32, 100, 40);
  private final Module network =
      Sequential.of(
          Linear.of(40, 100), new Relu(), Linear.of(100, 100), new Relu(), Linear.of(100, 10));
  private final CrossEntropy loss = new CrossEntropy();
  private final Optimizer optimizer;
  private final Workspace workspace = new Workspace();
  private final Context context;

  Mnist1dMlp() {
    RandomSource random = RandomSource.of(42);
    network.build(Shape.of(1, 40), random.stream("network"));
    optimizer = Optimizer.of(network.parameters(), 0.05, Sgd.plain());
    context = Context.train(random.stream("training"));
  }

  @Override
  public int batches() {
    return data.size();
  }

  @Override
  public double step(int batch) {
    return workspace.step(
        () -> {
          Tensor logits = network.forward(data.inputs().get(batch), context);
          Tensor error = loss.of(logits, data.targets().get(batch));
          optimizer.step(error.backward());
          return error.item();
        });
  }
}
