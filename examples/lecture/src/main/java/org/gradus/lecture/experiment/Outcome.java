package org.gradus.lecture.experiment;

/** How a run ended, with the exit code of the program. */
public enum Outcome {
  /** All claims hold. */
  HOLDS(0),
  /** A claim does not hold. */
  CLAIM_FAILED(1),
  /** The command line, the output folder or the data are of no use. */
  UNUSABLE(2),
  /** The experiment itself failed. */
  BROKEN(3);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** Returns the exit code. */
  public int code() {
    return code;
  }

  /** Returns the worse of two. */
  public Outcome and(Outcome other) {
    return code >= other.code ? this : other;
  }
}
