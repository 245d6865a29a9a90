package org.gradus.core.data;

import org.gradus.core.tensor.Shape;

/**
 * The input of one example, while it is changed: numbers in memory that is used again and again.
 *
 * <p>Numbers are {@code double} whatever the type of the batch, so that a change is written once
 * and several in a row round only once.
 */
public final class Example {
  private final Shape shape;
  private double[] values;
  private double[] spare;

  Example(Shape shape) {
    this.shape = shape;
    this.values = new double[shape.elements()];
    this.spare = new double[shape.elements()];
  }

  /** Returns the shape, without the axis of examples: (C, H, W) of an image. */
  public Shape shape() {
    return shape;
  }

  /** Returns the numbers, row-major, to be changed in place. */
  public double[] values() {
    return values;
  }

  /** Returns as many numbers again, arbitrary ones, to write to. */
  public double[] spare() {
    return spare;
  }

  /** Makes what was written to {@link #spare} the numbers, and the numbers the spare ones. */
  public void swap() {
    double[] written = spare;
    spare = values;
    values = written;
  }
}
