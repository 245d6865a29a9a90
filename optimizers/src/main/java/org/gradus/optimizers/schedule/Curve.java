package org.gradus.optimizers.schedule;

/** The way from one number to another. */
public enum Curve {
  /** Along half a cosine: slow, fast, slow. */
  COSINE,
  /** Along a straight line. */
  LINEAR;

  /**
   * Returns the number after a part of the way.
   *
   * @param part from 0 to 1
   */
  double between(double start, double end, double part) {
    return switch (this) {
      case COSINE -> end + (start - end) / 2 * (1 + Math.cos(Math.PI * part));
      case LINEAR -> (end - start) * part + start;
    };
  }
}
