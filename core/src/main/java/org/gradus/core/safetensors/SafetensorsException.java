package org.gradus.core.safetensors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signals that a file is not valid safetensors, or that a tensor cannot be read or written as
 * asked.
 *
 * <p>Failures of the system (a missing file, a full disk) are {@link java.io.UncheckedIOException}s
 * instead, and values that do not fit are {@link InexactValueException}s.
 */
public final class SafetensorsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final @Nullable String tensor;
  private final String expected;
  private final String got;

  SafetensorsException(
      String message, String source, @Nullable String tensor, String expected, String got) {
    super(message);
    this.source = source;
    this.tensor = tensor;
    this.expected = expected;
    this.got = got;
  }

  /** Returns the file's path, or a description of what was read or written instead of a file. */
  public String source() {
    return source;
  }

  /** Returns the name of the tensor, or nothing where the file as a whole is wrong. */
  public Optional<String> tensor() {
    return Optional.ofNullable(tensor);
  }

  /** Returns what was expected, as in the message. */
  public String expected() {
    return expected;
  }

  /** Returns what was found instead, as in the message. */
  public String got() {
    return got;
  }
}
