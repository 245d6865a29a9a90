package org.gradus.core.tensor;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recycles the buffers of finished training steps.
 *
 * <p>Large arrays cost the JVM zeroing and garbage collection. Within {@link #step} all tensors
 * take their buffers from this workspace; when the step ends the buffers go back, and the next step
 * reuses them. Buffers of gradients go back as soon as {@link Backward} has passed them on. A
 * tensor of a finished step is stale: reading it throws {@link StaleTensorException}. What shall
 * outlive the step is passed to {@link #keep}. Parameters and buffers of modules are never in a
 * workspace.
 *
 * <p>Without a workspace everything works the same, only slower. A workspace belongs to one thread
 * at a time.
 */
public final class Workspace {
  private static final int CLASSES = 32 * 8;

  private final FreeList floats = new FreeList();
  private final FreeList doubles = new FreeList();
  private final FreeList ints = new FreeList();
  private final List<Storage> lent = new ArrayList<>();
  private boolean open;
  private long bytes;

  /** Creates an empty workspace. */
  public Workspace() {}

  /**
   * Runs one step with buffers of this workspace and returns its result, which should not be a
   * tensor of the step unless it is kept.
   *
   * @throws IllegalStateException if a step of this workspace is running already
   */
  public <T> T step(Supplier<T> body) {
    Scope scope = Scope.current();
    if (open) {
      throw new IllegalStateException(
          "[workspace] a step is running already: expected one step at a time, got a nested one."
              + " Hint: a step within a step needs a workspace of its own.");
    }
    Workspace outer = scope.workspace;
    open = true;
    scope.workspace = this;
    try {
      return body.get();
    } finally {
      scope.workspace = outer;
      takeBack();
      open = false;
    }
  }

  /** Runs one step with buffers of this workspace. */
  public void step(Runnable body) {
    step(
        () -> {
          body.run();
          return true;
        });
  }

  /** Exempts a tensor from recycling, and returns it. */
  public static Tensor keep(Tensor tensor) {
    tensor.storage().forEachPart(Storage::keep);
    return tensor;
  }

  /** Returns how many bytes of buffers this workspace has, lent or free. */
  public long bytes() {
    return bytes;
  }

  Storage lend(DType dtype, int length) {
    int sizeClass = sizeClass(length);
    Object array = freeList(dtype).take(sizeClass);
    if (array == null) {
      int capacity = capacity(sizeClass, length);
      bytes += (long) capacity * dtype.bytes();
      array =
          switch (dtype) {
            case FLOAT32 -> new float[capacity];
            case FLOAT64 -> new double[capacity];
            case INT32 -> new int[capacity];
          };
    }
    Storage storage = Storage.of(dtype, array);
    lent.add(storage);
    return storage;
  }

  private void takeBack() {
    for (Storage storage : lent) {
      if (storage.isKept()) {
        bytes -= (long) length(storage) * storage.dtype().bytes();
      } else if (!storage.isRecycled()) {
        takeBack(storage, Storage.Change.RECYCLED);
      }
    }
    lent.clear();
  }

  private void takeBack(Storage storage, Storage.Change how) {
    int sizeClass = sizeClass(length(storage));
    freeList(storage.dtype()).give(sizeClass, storage.recycle(how));
  }

  /** Returns how many buffers of the step are listed as lent. */
  int lent() {
    return lent.size();
  }

  /** Takes back a gradient of a walk within the step. */
  void recycle(Storage storage) {
    takeBack(storage, Storage.Change.PASSED_ON);
  }

  /** Takes back the buffers lent after the first {@code from} that hold no gradient of a walk. */
  void recycleFrom(int from) {
    int next = from;
    for (int i = from; i < lent.size(); i++) {
      Storage storage = lent.get(i);
      if (storage.isHeld() || storage.isKept()) {
        storage.markOfWalk();
        lent.set(next++, storage);
      } else if (!storage.isRecycled()) {
        recycle(storage);
      }
    }
    lent.subList(next, lent.size()).clear();
  }

  private static int length(Storage storage) {
    return Array.getLength(storage.array(storage.version()));
  }

  private FreeList freeList(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> floats;
      case FLOAT64 -> doubles;
      case INT32 -> ints;
    };
  }

  /** Returns the class of lengths: eight classes between neighbouring powers of two. */
  static int sizeClass(int length) {
    if (length <= 8) {
      return length;
    }
    int last = length - 1;
    int exponent = 31 - Integer.numberOfLeadingZeros(last);
    return (exponent - 2) * 8 + ((last >>> (exponent - 3)) & 7) + 1;
  }

  /** Returns the largest length of a class, which buffers of that class have. */
  static int capacity(int sizeClass, int length) {
    if (sizeClass <= 8) {
      return length;
    }
    int exponent = (sizeClass - 1) / 8 + 2;
    long eighths = 8L + (sizeClass - 1) % 8 + 1;
    return (int) Math.min(eighths << (exponent - 3), Integer.MAX_VALUE - 8);
  }

  /** Unused arrays by class of length. */
  private static final class FreeList {
    @SuppressWarnings({"unchecked", "rawtypes"})
    private final @Nullable ArrayDeque<Object>[] arrays = new ArrayDeque[CLASSES];

    @Nullable Object take(int sizeClass) {
      ArrayDeque<Object> free = arrays[sizeClass];
      return free == null ? null : free.pollLast();
    }

    void give(int sizeClass, Object array) {
      ArrayDeque<Object> free = arrays[sizeClass];
      if (free == null) {
        free = new ArrayDeque<>();
        arrays[sizeClass] = free;
      }
      free.addLast(array);
    }
  }
}
