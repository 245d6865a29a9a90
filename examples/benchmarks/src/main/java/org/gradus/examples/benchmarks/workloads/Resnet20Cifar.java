package org.gradus.examples.benchmarks.workloads;

import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.residual.CifarResNet;
import org.gradus.losses.classification.CrossEntropy;

/** The ResNet-20 for CIFAR; batch 128, SGD 0.1, momentum 0.9, weight decay 1e-4. */
final class Resnet20Cifar implements Workload {
  private static final int BATCH = 128;
  private static final Shape IMAGES = Shape.of(BATCH, 3, 32, 32);

  private final Batches data = Batches.prototypes(10, 8, BATCH, IMAGES.elements(1, 4));
  private final Module network = CifarResNet.ofDepth(20).create(Plugins.load());
  private final CrossEntropy loss = new CrossEntropy();
  private final Optimizer optimizer;
  private final Workspace workspace = new Workspace();
  private final Context context;

  Resnet20Cifar() {
    RandomSource random = RandomSource.of(42);
    network.build(IMAGES, random.stream("network"));
    optimizer =
        Optimizer.of(network.parameters(), 0.1, Sgd.withMomentum(0.9).withWeightDecay(1e-4));
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
          Tensor logits = network.forward(data.inputs().get(batch).reshape(IMAGES), context);
          Tensor error = loss.of(logits, data.targets().get(batch));
          optimizer.step(error.backward());
          return error.item();
        });
  }
}
