package org.gradus.examples.benchmarks.djl;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import org.gradus.examples.benchmarks.growth.Family;
import org.gradus.examples.benchmarks.growth.GrowthCommand;
import org.gradus.examples.benchmarks.growth.GrowthData;
import org.gradus.examples.benchmarks.growth.Networks;
import org.gradus.examples.benchmarks.growth.Size;
import org.gradus.examples.benchmarks.workloads.Workload;

/** Measures how the cost of DJL's training steps grows: {@link GrowthCommand}. */
public final class DjlGrowth implements Networks {
  private DjlGrowth() {}

  /** Runs the program. */
  public static void main(String[] args) {
    GrowthCommand.run(new DjlGrowth(), DjlGrowth.class, args);
  }

  @Override
  public String system() {
    return "DJL (PyTorch)";
  }

  @Override
  public void setThreads(int threads) {
    Engines.start(threads);
  }

  @Override
  public Workload of(Family family, Size size) {
    int width = size.width();
    Block network =
        switch (family) {
          case PERCEPTRON -> perceptron(size);
          case LSTM -> DjlModels.predictor(width, Layers.lstm(width, size.depth()));
          case GRU -> DjlModels.predictor(width, Layers.gru(width, size.depth()));
          case CONVOLUTION -> convolution(size);
          case TRANSFORMER -> DjlModels.transformer(width, size.depth(), size.length());
        };
    return DjlTraining.of(
        GrowthData.of(family, size), network, DjlTraining.sgd(GrowthData.LEARNING_RATE));
  }

  private static Block perceptron(Size size) {
    SequentialBlock network = new SequentialBlock();
    for (int i = 0; i < size.depth(); i++) {
      network.add(Layers.linear(size.width())).add(Layers.relu());
    }
    return network.add(Layers.linear(Family.CLASSES));
  }

  private static Block convolution(Size size) {
    SequentialBlock network = new SequentialBlock();
    for (int i = 0; i < size.depth(); i++) {
      network.add(Layers.convolution(size.width(), 3).build()).add(Layers.relu());
    }
    return network.add(Layers.globalAverage()).add(Layers.linear(Family.CLASSES));
  }
}
