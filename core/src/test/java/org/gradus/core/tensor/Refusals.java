package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** Asserts whole messages. */
public final class Refusals {
  private Refusals() {}

  /** Requires the exception with exactly the message. */
  public static <E extends Throwable> E assertRefused(
      Class<E> type, String message, Executable body) {
    E exception = assertThrows(type, body);
    assertEquals(message, exception.getMessage());
    return exception;
  }
}
