package org.gradus.examples.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.gradus.examples.benchmarks.workloads.Batches;
import org.gradus.examples.benchmarks.workloads.Workload;

/** 24 hidden layers of 200 with ReLU: the gradients of 256 outputs by their scalar inputs. */
final class DjlShattered implements Workload {
  private static final int BATCH = 256;

  private final NDManager manager = Engines.engine().newBaseManager();
  private final ParameterStore store = new ParameterStore(manager, false);
  private final SequentialBlock network = new SequentialBlock();
  private final NDArray inputs;

  DjlShattered() {
    for (int i = 0; i < 24; i++) {
      network.add(Layers.linear(200)).add(Layers.relu());
    }
    network.add(Layers.linear(1));
    DjlTraining.initialize(network);
    network.initialize(manager, DataType.FLOAT32, new Shape(BATCH, 1));
    network.freezeParameters(true);
    inputs = manager.create(Batches.line(BATCH).toFloats(), new Shape(BATCH, 1));
  }

  @Override
  public int batches() {
    return 1;
  }

  @Override
  public double step(int batch) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = inputs.duplicate();
      x.attach(scope);
      x.setRequiresGradient(true);
      try (GradientCollector tape = Engines.engine().newGradientCollector()) {
        tape.backward(network.forward(store, new NDList(x), true).singletonOrThrow());
      }
      x.getGradient().attach(scope);
    }
    return Double.NaN;
  }
}
