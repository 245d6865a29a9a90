package org.gradus.examples.benchmarks.workloads;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;

/**
 * Contexts of 3 characters, embedding 27×10, Linear 30–200, tanh, Linear 200–27; batch 32, SGD 0.1.
 */
final class MakemoreMlp implements Workload {
  private final Batches data = Batches.contexts(1, 64, 32);
  private final Module network = Sequential.of(Linear.of(30, 200), new Tanh(), Linear.of(200, 27));
  private final Parameter embedding;
  private final CrossEntropy loss = new CrossEntropy();
  private final Optimizer optimizer;
  private final Workspace workspace = new Workspace();
  private final Context context;

  MakemoreMlp() {
    RandomSource random = RandomSource.of(42);
    embedding =
        Parameter.of(
            Tensors.normal(DType.FLOAT32, Shape.of(27, 10), 0, 1, random.stream("embedding")));
    network.build(Shape.of(1, 30), random.stream("network"));
    Map<String, Parameter> parameters = new LinkedHashMap<>(network.parameters());
    parameters.put("embedding", embedding);
    optimizer = Optimizer.of(parameters, 0.1, Sgd.plain());
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
          Tensor characters = Indexing.take(embedding.tensor(), data.inputs().get(batch), 0);
          Tensor logits = network.forward(characters.reshape(-1, 30), context);
          Tensor error = loss.of(logits, data.targets().get(batch));
          optimizer.step(error.backward());
          return error.item();
        });
  }
}
