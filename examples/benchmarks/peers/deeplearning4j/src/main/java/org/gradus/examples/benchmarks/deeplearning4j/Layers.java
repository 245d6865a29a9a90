package org.gradus.examples.benchmarks.deeplearning4j;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j's layers, as the workloads have them. */
final class Layers {
  private Layers() {}

  /** Returns the settings of a network. */
  static NeuralNetConfiguration.Builder trainedBy(IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .dataType(DataType.FLOAT)
        .weightInit(WeightInit.XAVIER)
        .updater(updater);
  }

  /** Returns the settings of a network whose gradients are clipped, each layer's for itself. */
  static NeuralNetConfiguration.Builder clippedTo(
      double norm, NeuralNetConfiguration.Builder settings) {
    return settings
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(norm);
  }

  static ListBuilder sequence(NeuralNetConfiguration.Builder settings, Layer... layers) {
    ListBuilder list = settings.list();
    Arrays.stream(layers).forEach(list::layer);
    return list;
  }

  static Layer embedding(int entries, int width, int steps) {
    return new EmbeddingSequenceLayer.Builder().nIn(entries).nOut(width).inputLength(steps).build();
  }

  static Layer dense(int inputs, int outputs, Activation activation) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(activation).build();
  }

  static Layer denseWithoutBias(int inputs, int outputs) {
    return new DenseLayer.Builder()
        .nIn(inputs)
        .nOut(outputs)
        .activation(Activation.IDENTITY)
        .hasBias(false)
        .build();
  }

  static Layer batchNorm(int features) {
    return new BatchNormalization.Builder().nIn(features).nOut(features).build();
  }

  static Layer activation(Activation activation) {
    return new ActivationLayer(activation);
  }

  static ConvolutionLayer.Builder convolution(int inputs, int outputs, int kernel, int stride) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nIn(inputs)
        .nOut(outputs)
        .stride(stride, stride)
        .padding(kernel / 2, kernel / 2);
  }

  static Layer maxPooling() {
    return new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
  }

  static Layer recurrent(BaseRecurrentLayer.Builder<?> cell, int inputs, int units) {
    cell.nIn(inputs).nOut(units).activation(Activation.TANH);
    return cell.dataFormat(RNNFormat.NCW).build();
  }

  /** Returns the linear layer before the softmax, and the cross-entropy after it. */
  static Layer output(int inputs, int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** Returns the same at every step of a sequence. */
  static Layer outputs(int inputs, int classes) {
    return new RnnOutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .build();
  }
}
