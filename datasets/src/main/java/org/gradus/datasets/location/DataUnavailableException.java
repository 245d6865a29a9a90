package org.gradus.datasets.location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Signals that a file of a data set is neither on this machine nor can be downloaded. The message
 * says where it was looked for, why each mirror failed, and where to put it by hand.
 */
public final class DataUnavailableException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  private final DataFile file;
  private final List<String> problems;

  DataUnavailableException(
      String message, DataFile file, List<String> problems, IOException cause) {
    super(message, cause);
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  /** Returns what is missing. */
  public DataFile file() {
    return file;
  }

  /** Returns why each place does not have it, in the order in which they were tried. */
  public List<String> problems() {
    return problems;
  }
}
