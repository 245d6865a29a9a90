package org.gradus.optimizers.checkpoint;

/** Says that a file is no checkpoint, or none of the training that it is to be restored to. */
public final class CheckpointException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String source;

  /**
   * Creates an exception.
   *
   * @param source the path of the file, or {@code memory}
   * @param problem what is wrong: one sentence or more
   */
  public CheckpointException(String source, String problem) {
    super("[checkpoint] %s In %s.".formatted(problem, source));
    this.source = source;
  }

  /** Creates an exception, as above, of another one. */
  public CheckpointException(String source, String problem, Throwable cause) {
    this(source, problem);
    initCause(cause);
  }

  /** Returns the path of the file. */
  public String source() {
    return source;
  }
}
