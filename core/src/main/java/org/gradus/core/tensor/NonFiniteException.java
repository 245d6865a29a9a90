package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** Says where a NaN or an infinity first appeared. */
public final class NonFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String path;
  private final double value;

  NonFiniteException(
      String operation,
      String path,
      String what,
      Tensor tensor,
      int position,
      @Nullable Tensor[] inputs) {
    super(
        "["
            + operation
            + "] the "
            + what
            + " is not finite: expected finite numbers, got "
            + Fill.element(tensor, position)
            + " at position "
            + position
            + " of "
            + tensor.shape()
            + ". Inputs: "
            + described(inputs)
            + "."
            + (path.isEmpty() ? "" : " At " + path + "."));
    this.operation = operation;
    this.path = path;
    this.value = Fill.element(tensor, position);
  }

  private static String described(@Nullable Tensor[] inputs) {
    StringBuilder text = new StringBuilder();
    for (Tensor input : inputs) {
      if (input == null) {
        continue;
      }
      text.append(text.length() == 0 ? "" : ", ").append(input.shape());
      text.append(NonFinite.firstNonFinite(input) < 0 ? " finite" : " not finite");
    }
    return text.length() == 0 ? "none" : text.toString();
  }

  /** Returns the operation that made the number. */
  public String operation() {
    return operation;
  }

  /** Returns the path of the module within which it was made, or "". */
  public String path() {
    return path;
  }

  /** Returns the number: NaN or an infinity. */
  public double value() {
    return value;
  }
}
