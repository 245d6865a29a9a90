package org.gradus.examples.benchmarks.workloads;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.optimizer.Sgd;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.residual.Residual;
import org.gradus.layers.shaping.Flatten;
import org.gradus.optimizers.rule.Adam;

/** Networks of fully connected layers. */
final class Perceptrons {
  private Perceptrons() {}

  /** Contexts of 3 characters, embedding, a hidden layer of 200; batch 32, SGD. */
  static Workload makemore() {
    Module network =
        Sequential.of(
            Embedding.of(27, 10), new Flatten(), Linear.of(200), new Tanh(), Linear.of(27));
    return Training.of(WorkloadData.contexts(), network, 0.1, Sgd.plain());
  }

  /** Contexts of 3 characters, embedding, five hidden layers of 100, all normalized; SGD. */
  static Workload makemoreNormalized() {
    List<Module> layers = new ArrayList<>(List.of(Embedding.of(27, 10), new Flatten()));
    for (int i = 0; i < 5; i++) {
      layers.addAll(List.of(Linear.of(100).withoutBias(), BatchNorm.create(), new Tanh()));
    }
    layers.addAll(List.of(Linear.of(27).withoutBias(), BatchNorm.create()));
    Module network = Sequential.of(layers.toArray(Module[]::new));
    return Training.of(WorkloadData.contexts(), network, 0.1, Sgd.plain());
  }

  /** Sequences of 40 numbers, two hidden layers of 100; batch 100, SGD. */
  static Workload mnist1d() {
    Module network =
        Sequential.of(
            Linear.of(40, 100), new Relu(), Linear.of(100, 100), new Relu(), Linear.of(100, 10));
    return Training.of(WorkloadData.signals(), network, 0.05, Sgd.plain());
  }

  /** Sequences of 40 numbers, ten residual blocks of width 100; batch 100, SGD. */
  static Workload mnist1dResidual() {
    List<Module> layers = new ArrayList<>(List.of(Linear.of(40, 100)));
    for (int i = 0; i < 10; i++) {
      layers.add(Residual.of(Sequential.of(BatchNorm.create(), new Relu(), Linear.of(100))));
    }
    layers.add(Linear.of(100, 10));
    Module network = Sequential.of(layers.toArray(Module[]::new));
    return Training.of(WorkloadData.signals(), network, 0.05, Sgd.plain());
  }

  /** Images of 784 pixels, two hidden layers of 512 with dropout; batch 128, Adam. */
  static Workload mnist() {
    Module network =
        Sequential.of(
            Linear.of(784, 512),
            new Relu(),
            new Dropping(0.2),
            Linear.of(512, 512),
            new Relu(),
            new Dropping(0.2),
            Linear.of(512, 10));
    return Training.of(WorkloadData.digits(), network, 1e-3, new Adam());
  }
}
