package org.gradus.core.tensor;

/**
 * Says that a tensor is read whose elements no longer exist: a parameter was updated since, or the
 * workspace in which it was computed has recycled its buffer.
 */
public final class StaleTensorException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  StaleTensorException(Storage.Change change) {
    super(
        switch (change) {
          case OVERWRITTEN ->
              "[tensor] the value was overwritten after this tensor was read from its parameter:"
                  + " expected an unchanged parameter, got an updated one."
                  + " Hint: run backward before the update, and read parameter.tensor() anew after it.";
          case RECYCLED ->
              "[tensor] the value was recycled when its workspace step ended: expected a tensor kept"
                  + " by Workspace.keep, got a temporary one."
                  + " Hint: keep it, copy it, or read its numbers within the step.";
          case PASSED_ON ->
              "[tensor] the value is a gradient that backward has passed on, and its buffer is in use"
                  + " again: expected a gradient that was asked for, got one on the way."
                  + " Hint: ask for it with Backward.alsoOf, or keep it by Workspace.keep.";
        });
  }

  private StaleTensorException(String message, StaleTensorException cause) {
    super(message, cause);
  }

  /** Returns the exception that says where the stale value was needed. */
  StaleTensorException neededBy(String operation, int input) {
    return new StaleTensorException(
        getMessage() + " Needed by the backward of [" + operation + "], input " + input + ".",
        this);
  }
}
