package org.gradus.examples.benchmarks.growth;

import org.gradus.examples.benchmarks.workloads.Batches;

/** What the networks that grow are trained on. */
public final class GrowthData {
  /** The learning rate of the plain SGD by which all are trained. */
  public static final double LEARNING_RATE = 0.01;

  private static final int BATCHES = 4;
  private static final long SEED = 1;

  private GrowthData() {}

  /** Returns four batches for a network. */
  public static Batches of(Family family, Size size) {
    int batch = size.batch();
    int side = size.length();
    return switch (family) {
      case PERCEPTRON -> Batches.prototypes(SEED, BATCHES, batch, Family.FEATURES);
      case CONVOLUTION ->
          Batches.prototypes(SEED, BATCHES, batch, Family.CHANNELS * side * side)
              .as(batch, Family.CHANNELS, side, side);
      case LSTM, GRU, TRANSFORMER -> Batches.sequences(SEED, BATCHES, batch, size.length());
    };
  }
}
