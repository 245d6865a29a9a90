package org.gradus.examples.benchmarks.workloads;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * 24 hidden layers of 200 with ReLU: the gradients of 256 outputs with respect to their scalar
 * inputs, and none of the weights (Balduzzi et al., "The shattered gradients problem", 2017).
 */
final class Shattered implements Workload {
  private static final int BATCH = 256;

  private final Tensor inputs = Batches.line(BATCH).tracked();
  private final Tensor ones = Tensor.ones(DType.FLOAT32, Shape.of(BATCH, 1));
  private final Module network;
  private final Workspace workspace = new Workspace();
  private final Context context;

  Shattered() {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      layers.addAll(List.of(Linear.of(200), new Relu()));
    }
    layers.add(Linear.of(1));
    network = Sequential.of(layers.toArray(Module[]::new));
    RandomSource random = RandomSource.of(42);
    network.build(inputs.shape(), random.stream("network"));
    context = Context.train(random.stream("training"));
  }

  @Override
  public int batches() {
    return 1;
  }

  @Override
  public double step(int batch) {
    workspace.step(
        () -> {
          Tensor outputs = network.forward(inputs, context);
          Backward.of(outputs).from(ones).withRespectTo(inputs).run();
        });
    return Double.NaN;
  }
}
