package org.gradus.core.tensor;

/** The type of a tensor's elements. */
public enum DType {
  /** IEEE 754 single precision, the default. */
  FLOAT32(4),
  /** IEEE 754 double precision: for gradient checks, references and closed forms. */
  FLOAT64(8),
  /** 32-bit integers: indices, labels, and masks (0 or 1). Never differentiated. */
  INT32(4);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of an element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether elements are floating-point numbers, so that gradients exist. */
  public boolean isFloating() {
    return this != INT32;
  }
}
