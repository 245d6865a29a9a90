package org.gradus.examples.benchmarks.workloads;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;

/** Linear 784–512, ReLU, Linear 512–512, ReLU, Linear 512–10: inference of single examples. */
final class InferMlp implements Workload {
  private final Batches data = WorkloadData.singleDigits();
  private final Module network =
      Sequential.of(
          Linear.of(784, 512), new Relu(), Linear.of(512, 512), new Relu(), Linear.of(512, 10));
  private final Workspace workspace = new Workspace();

  InferMlp() {
    network.build(Shape.of(1, 784), RandomSource.of(42));
  }

  @Override
  public int batches() {
    return data.size();
  }

  @Override
  public double step(int batch) {
    workspace.step(() -> network.forward(data.inputs().get(batch)));
    return Double.NaN;
  }
}
