package org.gradus.core.tensor;

import java.util.function.Supplier;

/** What holds while operations run on the current thread: recording, tracing, the module's path. */
public final class Autograd {
  private Autograd() {}

  /** Runs the body without recording: results are constants, nothing is kept for backward. */
  public static <T> T noGrad(Supplier<T> body) {
    Scope scope = Scope.current();
    boolean before = scope.recording;
    scope.recording = false;
    try {
      return body.get();
    } finally {
      scope.recording = before;
    }
  }

  /** Runs the body without recording. */
  public static void noGrad(Runnable body) {
    noGrad(
        () -> {
          body.run();
          return true;
        });
  }

  /**
   * Runs the body with recording, also within {@link #noGrad} and while gradients are computed: for
   * operations that find their gradient by that of others.
   */
  public static <T> T recording(Supplier<T> body) {
    Scope scope = Scope.current();
    boolean before = scope.recording;
    scope.recording = true;
    try {
      return body.get();
    } finally {
      scope.recording = before;
    }
  }

  /** Returns whether operations on tracked tensors are recorded now. */
  public static boolean isRecording() {
    return Scope.current().recording;
  }

  /**
   * Runs the body, forward and backward, and checks every result of every operation.
   *
   * @throws NonFiniteException at the first operation that makes a NaN or an infinity, naming it
   *     and the module within which it ran
   */
  public static <T> T traceNonFinite(Supplier<T> body) {
    Scope scope = Scope.current();
    boolean before = scope.tracingNonFinite;
    scope.tracingNonFinite = true;
    try {
      return body.get();
    } finally {
      scope.tracingNonFinite = before;
    }
  }

  /**
   * Runs the body as part of the module at a path, such as {@code encoder/0}, for messages and
   * graphs.
   */
  public static <T> T within(String path, Supplier<T> body) {
    Scope scope = Scope.current();
    String before = scope.path;
    scope.path = path;
    try {
      return body.get();
    } finally {
      scope.path = before;
    }
  }

  /** Returns whether {@link #traceNonFinite} is at work, so that module paths are worth telling. */
  public static boolean isTracing() {
    return Scope.current().tracingNonFinite;
  }
}
