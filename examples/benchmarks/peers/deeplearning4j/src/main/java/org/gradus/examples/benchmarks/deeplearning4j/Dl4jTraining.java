package org.gradus.examples.benchmarks.deeplearning4j;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.gradus.examples.benchmarks.workloads.Batches;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The training of a network as a classifier. */
final class Dl4jTraining implements Workload {
  private final List<INDArray> inputs;
  private final List<INDArray> targets;
  private final Step step;
  private final long positions;

  private Dl4jTraining(Batches data, int classes, Step step) {
    inputs = Data.arrays(data.inputs());
    targets = Data.oneHot(data.targets(), classes);
    INDArray first = targets.get(0);
    // The loss of sequences is a sum over their steps.
    positions = first.rank() == 3 ? first.size(2) : 1;
    this.step = step;
  }

  /** A step of training. */
  private interface Step {
    /** Makes the step and returns its loss. */
    double on(INDArray inputs, INDArray targets);
  }

  /** Returns the training of layers one after the other. */
  static Dl4jTraining of(Batches data, int classes, ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return new Dl4jTraining(
        data,
        classes,
        (x, y) -> {
          network.fit(x, y);
          return network.score();
        });
  }

  /** Returns the training of a graph of layers. */
  static Dl4jTraining of(Batches data, int classes, GraphBuilder layers) {
    ComputationGraph network = new ComputationGraph(layers.build());
    network.init();
    return new Dl4jTraining(
        data,
        classes,
        (x, y) -> {
          network.fit(new INDArray[] {x}, new INDArray[] {y});
          return network.score();
        });
  }

  @Override
  public int batches() {
    return inputs.size();
  }

  @Override
  public double step(int batch) {
    return step.on(inputs.get(batch), targets.get(batch)) / positions;
  }
}
