package org.gradus.examples.benchmarks.deeplearning4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.gradus.examples.benchmarks.workloads.WorkloadData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;

/** The ResNet-20 for CIFAR, with convolutions for the shortcuts that change the size. */
final class Dl4jResNet {
  private final GraphBuilder graph;

  private Dl4jResNet(GraphBuilder graph) {
    this.graph = graph;
  }

  static Workload create() {
    GraphBuilder graph =
        Layers.trainedBy(new Nesterovs(0.1, 0.9)).l2(1e-4).graphBuilder().addInputs("x");
    Dl4jResNet network = new Dl4jResNet(graph);
    String last = network.relu("first", network.convolution("first", "x", 3, 16, 3, 1));
    for (int channels = 16; channels <= 64; channels *= 2) {
      for (int i = 0; i < 3; i++) {
        boolean halves = channels > 16 && i == 0;
        last = network.block(channels + "-" + i, last, halves ? channels / 2 : channels, channels);
      }
    }
    graph
        .addLayer("mean", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last)
        .addLayer("output", Layers.output(64, 10), "mean")
        .setOutputs("output");
    return Dl4jTraining.of(WorkloadData.colourImages(), 10, graph);
  }

  private String block(String name, String input, int inputs, int channels) {
    int stride = channels / inputs;
    String inner = relu(name + "-a", convolution(name + "-a", input, inputs, channels, 3, stride));
    String body = convolution(name + "-b", inner, channels, channels, 3, 1);
    String shortcut =
        stride == 1 ? input : convolution(name + "-c", input, inputs, channels, 1, stride);
    graph.addVertex(name + "-sum", Dl4jModels.sum(), body, shortcut);
    return relu(name, name + "-sum");
  }

  /** Adds a convolution without bias and its normalization, and returns the latter's name. */
  private String convolution(
      String name, String input, int inputs, int outputs, int kernel, int stride) {
    graph
        .addLayer(
            name + "-convolution",
            Layers.convolution(inputs, outputs, kernel, stride)
                .activation(Activation.IDENTITY)
                .hasBias(false)
                .build(),
            input)
        .addLayer(name + "-norm", Layers.batchNorm(outputs), name + "-convolution");
    return name + "-norm";
  }

  private String relu(String name, String input) {
    graph.addLayer(name + "-relu", Layers.activation(Activation.RELU), input);
    return name + "-relu";
  }
}
