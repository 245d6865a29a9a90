package org.nd4j.nativeblas;

/**
 * Tells Deeplearning4j's layers that ND4J has oneDNN.
 *
 * <p>The layers of 1.0.0-M2.1 ask a class of this name, by reflection. ND4J had moved it to another
 * package by then, so that the layers as published do without oneDNN, and a convolution takes some
 * eight times as long. It would not be fair to compare with that.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** What the native library can do. */
  public static final class Environment {
    private static final Environment ONLY = new Environment();

    private Environment() {}

    /** Returns the only instance. */
    public static Environment getInstance() {
      return ONLY;
    }

    /** Returns whether layers may use oneDNN. */
    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
