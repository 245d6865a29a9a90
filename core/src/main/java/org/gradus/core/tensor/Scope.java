package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/** What holds on the current thread: whether operations are recorded, where buffers come from. */
final class Scope {
  private static final ThreadLocal<Scope> CURRENT = ThreadLocal.withInitial(Scope::new);

  boolean recording = true;
  boolean tracingNonFinite;
  String path = "";
  @Nullable Workspace workspace;

  private Scope() {}

  static Scope current() {
    return CURRENT.get();
  }

  /** Returns an array of at least {@code length} elements; its contents are arbitrary. */
  Storage allocate(DType dtype, int length) {
    Workspace buffers = workspace;
    if (buffers != null) {
      return buffers.lend(dtype, length);
    }
    return switch (dtype) {
      case FLOAT32 -> Storage.of(new float[length]);
      case FLOAT64 -> Storage.of(new double[length]);
      case INT32 -> Storage.of(new int[length]);
    };
  }
}
