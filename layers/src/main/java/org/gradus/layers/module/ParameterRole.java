package org.gradus.layers.module;

import org.gradus.core.tensor.Shape;

/**
 * What a parameter is for. Whoever treats parameters by kind, initializations, weight decay and
 * penalties, asks {@link Module#role}.
 */
public enum ParameterRole {
  /** Weighs sums of features: it has two axes or more. */
  WEIGHT,
  /** Is added to features. */
  BIAS,
  /** Multiplies features one by one, or is another setting of an activation or a normalizer. */
  GAIN,
  /** Has rows that are looked up, by an index or a position. */
  TABLE,
  /** Is divided by its own length, so that only its direction counts. */
  DIRECTION;

  /**
   * Returns what names and shapes say where a module says nothing else: a bias has that word in its
   * name, and a weight has two axes or more.
   *
   * @param name of the parameter, the last one of its path
   */
  public static ParameterRole byName(String name, Shape shape) {
    if (name.contains("bias")) {
      return BIAS;
    }
    return shape.rank() < 2 ? GAIN : WEIGHT;
  }

  /**
   * Returns whether the parameter is to be drawn to zero by weight decay and penalties: weights and
   * tables are, as a network can overfit with them. The length of a direction means nothing, and
   * the others say where an activation lies, not how steep a function is.
   */
  public boolean isDecayed() {
    return this == WEIGHT || this == TABLE;
  }
}
