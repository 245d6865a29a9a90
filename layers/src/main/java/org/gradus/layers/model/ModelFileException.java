package org.gradus.layers.model;

/** Says that a file is no model of this library, or that its model cannot be built. */
public final class ModelFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String source;

  ModelFileException(String source, String problem) {
    super("[model file] %s In %s.".formatted(problem, source));
    this.source = source;
  }

  ModelFileException(String source, String problem, Throwable cause) {
    this(source, problem);
    initCause(cause);
  }

  /** Returns the path of the file. */
  public String source() {
    return source;
  }
}
