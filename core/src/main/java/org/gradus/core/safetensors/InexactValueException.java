package org.gradus.core.safetensors;

/**
 * Signals that a value of a tensor cannot be represented exactly in the type that was asked for, as
 * {@link Math#toIntExact} does.
 */
public final class InexactValueException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final String tensor;
  private final long index;
  private final String value;

  InexactValueException(String message, String source, String tensor, long index, String value) {
    super(message);
    this.source = source;
    this.tensor = tensor;
    this.index = index;
    this.value = value;
  }

  /** Returns the file's path, or a description of what was read instead of a file. */
  public String source() {
    return source;
  }

  /** Returns the name of the tensor. */
  public String tensor() {
    return tensor;
  }

  /** Returns the position of the first such value, in row-major order from 0. */
  public long index() {
    return index;
  }

  /** Returns the value in decimal digits. */
  public String value() {
    return value;
  }
}
