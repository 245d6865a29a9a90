package org.gradus.core.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Gives the buffers of a walk back to the workspace as soon as nobody can see them, so that the
 * walk works in few buffers, which stay in the caches.
 *
 * <p>What a call's vjp takes from the workspace is either part of a gradient that it returns or was
 * of use within it alone, and is given back at once. A gradient is given back when it was passed on
 * from all places that hold it, unless somebody asked for it. What was there before the walk is not
 * touched, and a walk that is recorded itself keeps everything.
 */
final class GradientBuffers {
  private final @Nullable Workspace workspace;

  private GradientBuffers(@Nullable Workspace workspace) {
    this.workspace = workspace;
  }

  static GradientBuffers of(Scope scope) {
    return new GradientBuffers(scope.recording ? null : scope.workspace);
  }

  /** Returns the place after the buffers that are in use now. */
  int mark() {
    return workspace == null ? 0 : workspace.lent();
  }

  /** Notes one more place that holds a gradient. */
  void hold(Tensor gradient) {
    if (workspace != null) {
      gradient.storage().forEachPart(Storage::hold);
    }
  }

  /** Notes that a place no longer holds a gradient, and gives back what nobody holds. */
  void letGo(Tensor gradient) {
    if (workspace != null) {
      gradient.storage().forEachPart(this::letGo);
    }
  }

  private void letGo(Storage storage) {
    if (storage.letGo() && workspace != null) {
      workspace.recycle(storage);
    }
  }

  /** Gives back what was taken since a mark and is not held. */
  void recycleFrom(int mark) {
    if (workspace != null) {
      workspace.recycleFrom(mark);
    }
  }
}
