package org.gradus.examples.benchmarks.djl;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.optimizer.Optimizer;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.gradus.examples.benchmarks.workloads.WorkloadData;

/** The workloads that train, in DJL's blocks. */
final class DjlModels {
  private static final int CHARACTERS = 65;
  private static final int STEPS = 64;

  private DjlModels() {}

  static Workload makemore() {
    Block network =
        Layers.sequence(
            Table.embedding(27, 10),
            Layers.rows(30),
            Layers.linear(200),
            Layers.tanh(),
            Layers.linear(27));
    return DjlTraining.of(WorkloadData.contexts(), network, DjlTraining.sgd(0.1));
  }

  static Workload makemoreNormalized() {
    SequentialBlock network = Layers.sequence(Table.embedding(27, 10), Layers.rows(30));
    for (int i = 0; i < 5; i++) {
      network.add(Layers.linearWithoutBias(100)).add(Layers.batchNorm()).add(Layers.tanh());
    }
    network.add(Layers.linearWithoutBias(27)).add(Layers.batchNorm());
    return DjlTraining.of(WorkloadData.contexts(), network, DjlTraining.sgd(0.1));
  }

  static Workload mnist1d() {
    Block network =
        Layers.sequence(
            Layers.linear(100),
            Layers.relu(),
            Layers.linear(100),
            Layers.relu(),
            Layers.linear(10));
    return DjlTraining.of(WorkloadData.signals(), network, DjlTraining.sgd(0.05));
  }

  static Workload mnist1dResidual() {
    SequentialBlock network = Layers.sequence(Layers.linear(100));
    for (int i = 0; i < 10; i++) {
      network.add(Layers.residual(Layers.batchNorm(), Layers.relu(), Layers.linear(100)));
    }
    network.add(Layers.linear(10));
    return DjlTraining.of(WorkloadData.signals(), network, DjlTraining.sgd(0.05));
  }

  static Workload mnist() {
    Block network =
        Layers.sequence(
            Layers.linear(512),
            Layers.relu(),
            Layers.dropout(0.2f),
            Layers.linear(512),
            Layers.relu(),
            Layers.dropout(0.2f),
            Layers.linear(10));
    return DjlTraining.of(WorkloadData.digits(), network, adam());
  }

  static Workload elman() {
    Block network = predictor(128, Layers.elman(128));
    return DjlTraining.of(WorkloadData.fewSequences(), network, adam()).clippedTo(5);
  }

  static Workload gru() {
    Block network = predictor(256, Layers.gru(256, 1));
    return DjlTraining.of(WorkloadData.sequences(), network, adam()).clippedTo(5);
  }

  static Workload lstm() {
    Block network = predictor(256, Layers.lstm(256, 2));
    return DjlTraining.of(WorkloadData.sequences(), network, adam()).clippedTo(5);
  }

  /** Returns a recurrent network that predicts the next character at each step. */
  static Block predictor(int width, Block recurrent) {
    return Layers.sequence(
        Table.embedding(CHARACTERS, width),
        recurrent,
        Layers.linear(CHARACTERS),
        Layers.rows(CHARACTERS));
  }

  static Workload lenet() {
    Block network =
        Layers.sequence(
            Layers.convolution(32, 5).build(),
            Layers.relu(),
            Layers.maxPooling(),
            Layers.convolution(64, 5).build(),
            Layers.relu(),
            Layers.maxPooling(),
            Layers.rows(3136),
            Layers.linear(512),
            Layers.relu(),
            Layers.linear(10));
    return DjlTraining.of(WorkloadData.greyImages(), network, adam());
  }

  static Workload resnet20() {
    SequentialBlock network =
        Layers.sequence(convolution(16, 1), Layers.batchNorm(), Layers.relu());
    for (int channels = 16; channels <= 64; channels *= 2) {
      boolean halves = channels > 16;
      network.add(block(channels, halves)).add(Layers.relu());
      for (int i = 1; i < 3; i++) {
        network.add(block(channels, false)).add(Layers.relu());
      }
    }
    network.add(Layers.globalAverage()).add(Layers.linear(10));
    return DjlTraining.of(
        WorkloadData.colourImages(), network, DjlTraining.momentum(0.1, 0.9, 1e-4));
  }

  private static Block block(int channels, boolean halves) {
    Block[] body = {
      convolution(channels, halves ? 2 : 1),
      Layers.batchNorm(),
      Layers.relu(),
      convolution(channels, 1),
      Layers.batchNorm()
    };
    return halves
        ? Layers.sum(Layers.paddedShortcut(channels / 2), Layers.sequence(body))
        : Layers.residual(body);
  }

  private static Block convolution(int channels, int stride) {
    return Layers.convolution(channels, 3)
        .optStride(new Shape(stride, stride))
        .optBias(false)
        .build();
  }

  static Workload transformer() {
    Optimizer adamW = Optimizer.adamW().optWeightDecays(0.01f).build();
    return DjlTraining.of(WorkloadData.tokens(), transformer(128, 4, STEPS), adamW);
  }

  /** Returns a decoder-only transformer of four heads. */
  static Block transformer(int width, int depth, int steps) {
    SequentialBlock network =
        Layers.sequence(Table.embedding(CHARACTERS, width), Table.positions(steps, width));
    for (int i = 0; i < depth; i++) {
      network.add(Layers.transformerBlock(steps, 4, width));
    }
    return network
        .add(Layers.layerNorm())
        .add(Layers.linearWithoutBias(CHARACTERS))
        .add(Layers.rows(CHARACTERS));
  }

  /** Returns Adam, by default with a learning rate of 0.001. */
  private static Optimizer adam() {
    return Optimizer.adam().build();
  }
}
