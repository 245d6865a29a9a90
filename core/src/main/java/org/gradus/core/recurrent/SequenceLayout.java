package org.gradus.core.recurrent;

import org.gradus.core.tensor.Shape;

/** The order of the axes of a batch of sequences: N samples of T steps of C features each. */
public enum SequenceLayout {
  /** (N, T, C): sample by sample. */
  NTC(0, 1),
  /** (T, N, C): step by step. */
  TNC(1, 0);

  private final int batchAxis;
  private final int timeAxis;

  SequenceLayout(int batchAxis, int timeAxis) {
    this.batchAxis = batchAxis;
    this.timeAxis = timeAxis;
  }

  /** Returns the axis of the samples, 0 or 1. */
  public int batchAxis() {
    return batchAxis;
  }

  /** Returns the axis of the steps, 0 or 1. */
  public int timeAxis() {
    return timeAxis;
  }

  /** Returns the shape of a batch of sequences in this layout. */
  public Shape shape(int batch, int steps, int features) {
    return this == NTC ? Shape.of(batch, steps, features) : Shape.of(steps, batch, features);
  }

  /** Returns the letters of the axes, such as {@code "(N, T, C)"}. */
  @Override
  public String toString() {
    return this == NTC ? "(N, T, C)" : "(T, N, C)";
  }
}
