package org.gradus.examples.benchmarks.growth;

import java.util.Locale;

/** What grows. */
public enum Axis {
  /** The number of examples in a step. */
  BATCH,
  /** The units of a layer, or its channels. */
  WIDTH,
  /** The number of layers or blocks. */
  DEPTH,
  /** The steps of a sequence, or the rows and columns of an image. */
  LENGTH;

  /** Returns the name as it is written on the command line and in pictures. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
