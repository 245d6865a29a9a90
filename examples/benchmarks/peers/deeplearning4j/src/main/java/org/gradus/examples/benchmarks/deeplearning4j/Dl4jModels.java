package org.gradus.examples.benchmarks.deeplearning4j;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.preprocessors.ReshapePreprocessor;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.gradus.examples.benchmarks.workloads.WorkloadData;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The workloads that train, but for the residual network for images, in Deeplearning4j's layers.
 */
final class Dl4jModels {
  private static final int LETTERS = 27;
  private static final int CHARACTERS = 65;
  private static final int STEPS = 64;
  private static final double KEPT = 0.8;

  private Dl4jModels() {}

  static Workload makemore() {
    ListBuilder layers =
        Layers.sequence(
                Layers.trainedBy(new Sgd(0.1)),
                Layers.embedding(LETTERS, 10, 3),
                Layers.dense(30, 200, Activation.TANH),
                Layers.output(200, LETTERS))
            .inputPreProcessor(1, concatenated());
    return Dl4jTraining.of(WorkloadData.contexts(), LETTERS, layers);
  }

  static Workload makemoreNormalized() {
    ListBuilder layers =
        Layers.sequence(Layers.trainedBy(new Sgd(0.1)), Layers.embedding(LETTERS, 10, 3));
    for (int inputs = 30, i = 0; i < 5; i++) {
      layers.layer(Layers.denseWithoutBias(inputs, 100));
      layers.layer(Layers.batchNorm(100)).layer(Layers.activation(Activation.TANH));
      inputs = 100;
    }
    layers.layer(Layers.denseWithoutBias(100, LETTERS)).layer(Layers.batchNorm(LETTERS));
    layers.layer(new LossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build());
    return Dl4jTraining.of(
        WorkloadData.contexts(), LETTERS, layers.inputPreProcessor(1, concatenated()));
  }

  /** Puts the embeddings of the three characters of a context behind each other. */
  private static ReshapePreprocessor concatenated() {
    return new ReshapePreprocessor(new long[] {10, 3}, new long[] {30}, false);
  }

  static Workload mnist1d() {
    ListBuilder layers =
        Layers.sequence(
            Layers.trainedBy(new Sgd(0.05)),
            Layers.dense(40, 100, Activation.RELU),
            Layers.dense(100, 100, Activation.RELU),
            Layers.output(100, 10));
    return Dl4jTraining.of(WorkloadData.signals(), 10, layers);
  }

  static Workload mnist1dResidual() {
    GraphBuilder graph =
        Layers.trainedBy(new Sgd(0.05))
            .graphBuilder()
            .addInputs("x")
            .addLayer("sum0", Layers.dense(40, 100, Activation.IDENTITY), "x");
    for (int i = 0; i < 10; i++) {
      String before = "sum" + i;
      graph
          .addLayer("norm" + i, Layers.batchNorm(100), before)
          .addLayer("relu" + i, Layers.activation(Activation.RELU), "norm" + i)
          .addLayer("linear" + i, Layers.dense(100, 100, Activation.IDENTITY), "relu" + i)
          .addVertex("sum" + (i + 1), sum(), before, "linear" + i);
    }
    graph.addLayer("output", Layers.output(100, 10), "sum10").setOutputs("output");
    return Dl4jTraining.of(WorkloadData.signals(), 10, graph);
  }

  /** Returns the sum of two layers' outputs. */
  static ElementWiseVertex sum() {
    return new ElementWiseVertex(ElementWiseVertex.Op.Add);
  }

  static Workload mnist() {
    ListBuilder layers =
        Layers.sequence(
            Layers.trainedBy(new Adam(1e-3)),
            Layers.dense(784, 512, Activation.RELU),
            new DropoutLayer(KEPT),
            Layers.dense(512, 512, Activation.RELU),
            new DropoutLayer(KEPT),
            Layers.output(512, 10));
    return Dl4jTraining.of(WorkloadData.digits(), 10, layers);
  }

  static Workload elman() {
    ListBuilder layers =
        Layers.sequence(
            Layers.clippedTo(5, Layers.trainedBy(new Adam(1e-3))),
            Layers.embedding(CHARACTERS, 128, STEPS),
            Layers.recurrent(new SimpleRnn.Builder(), 128, 128),
            Layers.outputs(128, CHARACTERS));
    return Dl4jTraining.of(WorkloadData.fewSequences(), CHARACTERS, layers);
  }

  static Workload lstm() {
    ListBuilder layers =
        Layers.sequence(
            Layers.clippedTo(5, Layers.trainedBy(new Adam(1e-3))),
            Layers.embedding(CHARACTERS, 256, STEPS),
            Layers.recurrent(new LSTM.Builder(), 256, 256),
            Layers.recurrent(new LSTM.Builder(), 256, 256),
            Layers.outputs(256, CHARACTERS));
    return Dl4jTraining.of(WorkloadData.sequences(), CHARACTERS, layers);
  }

  static Workload lenet() {
    ListBuilder layers =
        Layers.sequence(
                Layers.trainedBy(new Adam(1e-3)),
                Layers.convolution(1, 32, 5, 1).activation(Activation.RELU).build(),
                Layers.maxPooling(),
                Layers.convolution(32, 64, 5, 1).activation(Activation.RELU).build(),
                Layers.maxPooling(),
                Layers.dense(3136, 512, Activation.RELU),
                Layers.output(512, 10))
            .setInputType(InputType.convolutional(28, 28, 1));
    return Dl4jTraining.of(WorkloadData.greyImages(), 10, layers);
  }
}
