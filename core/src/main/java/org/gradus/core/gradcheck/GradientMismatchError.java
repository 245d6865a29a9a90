package org.gradus.core.gradcheck;

/** Says that a gradient is wrong: of which input, at which element, expected and got. */
public final class GradientMismatchError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String input;
  private final int element;
  private final double expected;
  private final double got;

  GradientMismatchError(
      String order, String input, int element, double expected, double got, double tolerance) {
    super(
        "[gradcheck] the "
            + order
            + " of "
            + input
            + " is wrong at element "
            + element
            + ": expected "
            + expected
            + " ± "
            + tolerance
            + " from differences, got "
            + got
            + ".");
    this.input = input;
    this.element = element;
    this.expected = expected;
    this.got = got;
  }

  /** Returns the name of the input. */
  public String input() {
    return input;
  }

  /** Returns the row-major position of the element. */
  public int element() {
    return element;
  }

  /** Returns the derivative by differences. */
  public double expected() {
    return expected;
  }

  /** Returns the derivative by backward. */
  public double got() {
    return got;
  }
}
