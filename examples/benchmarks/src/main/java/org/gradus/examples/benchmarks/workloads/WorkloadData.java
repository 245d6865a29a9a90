package org.gradus.examples.benchmarks.workloads;

/** The data of the workloads, the same for all systems. */
public final class WorkloadData {
  private static final int STEPS = 64;

  private WorkloadData() {}

  /** Returns the data of makemore-mlp and makemore-bn: 64 batches of 32 contexts. */
  public static Batches contexts() {
    return Batches.contexts(1, 64, 32);
  }

  /**
   * Returns the data of mnist1d-mlp and mnist1d-resnet: 32 batches of 100 signals of 40 numbers.
   */
  public static Batches signals() {
    return Batches.prototypes(3, 32, 100, 40);
  }

  /** Returns the data of mnist-mlp: 16 batches of 128 images of 784 pixels. */
  public static Batches digits() {
    return Batches.prototypes(4, 16, 128, 784);
  }

  /** Returns the data of infer-mlp: 64 single images of 784 pixels. */
  public static Batches singleDigits() {
    return Batches.prototypes(4, 64, 1, 784);
  }

  /** Returns the data of char-rnn: 8 batches of 32 sequences of 64 characters. */
  public static Batches fewSequences() {
    return Batches.sequences(6, 8, 32, STEPS);
  }

  /** Returns the data of char-gru and char-lstm: 8 batches of 64 sequences of 64 characters. */
  public static Batches sequences() {
    return Batches.sequences(7, 8, 64, STEPS);
  }

  /** Returns the data of lenet-fashion: 8 batches of 128 images of 1×28×28. */
  public static Batches greyImages() {
    return Batches.prototypes(9, 8, 128, 28 * 28).as(128, 1, 28, 28);
  }

  /** Returns the data of resnet20-cifar: 8 batches of 128 images of 3×32×32. */
  public static Batches colourImages() {
    return Batches.prototypes(10, 8, 128, 3 * 32 * 32).as(128, 3, 32, 32);
  }

  /** Returns the data of gpt-nano: 16 batches of 12 sequences of 64 characters. */
  public static Batches tokens() {
    return Batches.sequences(11, 16, 12, STEPS);
  }
}
