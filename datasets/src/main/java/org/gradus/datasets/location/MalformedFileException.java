package org.gradus.datasets.location;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Signals that a file is not what its reader reads. Failures of the system (a missing file, a
 * broken disk) are {@link UncheckedIOException}s instead.
 */
public final class MalformedFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final String expected;
  private final String got;

  private MalformedFileException(String message, String source, String expected, String got) {
    super(message);
    this.source = source;
    this.expected = expected;
    this.got = got;
  }

  /**
   * Returns an exception with the message {@code [source] problem: expected …, got ….}
   *
   * @param source the path of the file, and within it the place if that helps
   * @param problem what is wrong
   */
  public static MalformedFileException of(
      String source, String problem, String expected, String got) {
    String message = "[%s] %s: expected %s, got %s.".formatted(source, problem, expected, got);
    return new MalformedFileException(message, source, expected, got);
  }

  /** As {@link #of(String, String, String, String)}, with advice on what to do. */
  public static MalformedFileException of(
      String source, String problem, String expected, String got, String hint) {
    String message =
        "[%s] %s: expected %s, got %s. Hint: %s.".formatted(source, problem, expected, got, hint);
    return new MalformedFileException(message, source, expected, got);
  }

  /**
   * Returns what a failure to read means: a malformed file, if the content is why it cannot be
   * decompressed or ends too early, and else a failure of the system.
   *
   * @param source the path of the file
   */
  public static RuntimeException whileReading(String source, IOException failure) {
    if (failure instanceof ZipException || failure instanceof EOFException) {
      // Where only the checksum behind gzip's content is missing, the JDK says nothing.
      String got = Optional.ofNullable(failure.getMessage()).orElse("an end too early");
      MalformedFileException malformed = of(source, "the content is damaged", "all of it", got);
      malformed.initCause(failure);
      return malformed;
    }
    return new UncheckedIOException(
        "[%s] the file cannot be read: %s.".formatted(source, failure), failure);
  }

  /** Returns which file it is, as in the message. */
  public String source() {
    return source;
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
