package org.gradus.examples.benchmarks.workloads;

import java.util.Map;
import java.util.Optional;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.gradient.Clipping;

/** The training of a network as a classifier. */
public final class Training implements Workload {
  private final Batches data;
  private final Module network;
  private final Map<String, Parameter> parameters;
  private final Optimizer optimizer;
  private final Optional<Double> largestNorm;
  private final CrossEntropy loss = new CrossEntropy();
  private final Workspace workspace = new Workspace();
  private final Context context;

  private Training(
      Batches data,
      Module network,
      Optimizer optimizer,
      Optional<Double> largestNorm,
      Context context) {
    this.data = data;
    this.network = network;
    this.parameters = network.parameters();
    this.optimizer = optimizer;
    this.largestNorm = largestNorm;
    this.context = context;
  }

  /** Returns the training of a network that is not built yet. */
  public static Training of(Batches data, Module network, double learningRate, UpdateRule rule) {
    RandomSource random = RandomSource.of(42);
    network.build(data.inputs().get(0).shape(), random.stream("network"));
    Optimizer optimizer = Optimizer.of(network.parameters(), learningRate, rule);
    Context context = Context.train(random.stream("training"));
    return new Training(data, network, optimizer, Optional.empty(), context);
  }

  /** Returns this training with a bound to the norm of all gradients together. */
  Training clippedTo(double norm) {
    return new Training(data, network, optimizer, Optional.of(norm), context);
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
          Gradients gradients = error.backward();
          optimizer.step(largestNorm.map(norm -> clipped(gradients, norm)).orElse(gradients));
          return error.item();
        });
  }

  private Gradients clipped(Gradients gradients, double norm) {
    return Clipping.byNorm(gradients, parameters.values(), norm).gradients();
  }
}
