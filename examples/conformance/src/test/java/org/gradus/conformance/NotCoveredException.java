package org.gradus.conformance;

/** Says that a case asks for something that the suite does not know. */
final class NotCoveredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotCoveredException(String what, String got) {
    super(
        "[conformance] the suite does not know this "
            + what
            + ": expected one of its family's table, got "
            + got
            + ". Hint: add it to the table.");
  }
}
