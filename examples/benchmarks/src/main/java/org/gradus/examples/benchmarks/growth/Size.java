package org.gradus.examples.benchmarks.growth;

/**
 * How large a network and its batch are.
 *
 * @param batch the number of examples in a step
 * @param width the units of a layer, or its channels
 * @param depth the number of layers or blocks
 * @param length the steps of a sequence, or the rows and columns of an image; 1 if there are none
 */
public record Size(int batch, int width, int depth, int length) {
  /** Returns what grows along an axis. */
  public int along(Axis axis) {
    return switch (axis) {
      case BATCH -> batch;
      case WIDTH -> width;
      case DEPTH -> depth;
      case LENGTH -> length;
    };
  }

  /** Returns this size with another extent along an axis. */
  public Size with(Axis axis, int extent) {
    return switch (axis) {
      case BATCH -> new Size(extent, width, depth, length);
      case WIDTH -> new Size(batch, extent, depth, length);
      case DEPTH -> new Size(batch, width, extent, length);
      case LENGTH -> new Size(batch, width, depth, extent);
    };
  }
}
