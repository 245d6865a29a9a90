package org.gradus.core.convolution;

import java.util.Arrays;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.IndirectProduct;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.tensor.DType;
import org.jspecify.annotations.Nullable;

/** The loops over elements that convolutions need for both float types. */
final class Elements {
  private Elements() {}

  static Object allocate(DType dtype, int length) {
    return dtype == DType.FLOAT32 ? new float[length] : new double[length];
  }

  static void zero(Object y, int from, int to) {
    if (y instanceof float[] floats) {
      Arrays.fill(floats, from, to, 0);
    } else {
      Arrays.fill((double[]) y, from, to, 0);
    }
  }

  /** Sets elements that lie {@code step} apart to zero. */
  static void zeroEvery(Object y, int from, int step, int count) {
    if (y instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[from + i * step] = 0;
      }
    } else {
      double[] doubles = (double[]) y;
      for (int i = 0; i < count; i++) {
        doubles[from + i * step] = 0;
      }
    }
  }

  /** Sets a run of elements to one that may be in another array. */
  static void fill(Object x, int index, Object y, int from, int to) {
    if (y instanceof float[] floats) {
      Arrays.fill(floats, from, to, ((float[]) x)[index]);
    } else {
      Arrays.fill((double[]) y, from, to, ((double[]) x)[index]);
    }
  }

  /** Copies elements that lie {@code fromStep} apart to places {@code toStep} apart. */
  static void copy(Object x, int from, int fromStep, Object y, int to, int toStep, int count) {
    if (fromStep == 1 && toStep == 1) {
      System.arraycopy(x, from, y, to, count);
    } else if (x instanceof float[] floats) {
      float[] target = (float[]) y;
      for (int i = 0; i < count; i++) {
        target[to + i * toStep] = floats[from + i * fromStep];
      }
    } else {
      double[] doubles = (double[]) x;
      double[] target = (double[]) y;
      for (int i = 0; i < count; i++) {
        target[to + i * toStep] = doubles[from + i * fromStep];
      }
    }
  }

  /**
   * Copies four runs, {@code lane} elements apart, to places where their elements alternate: those
   * of one index side by side, the next {@code toStep} further.
   */
  static void interleave(Object x, int from, int lane, Object y, int to, int toStep, int count) {
    if (x instanceof float[] floats) {
      float[] target = (float[]) y;
      for (int i = 0; i < count; i++) {
        int at = from + i;
        int there = to + i * toStep;
        target[there] = floats[at];
        target[there + 1] = floats[at + lane];
        target[there + 2] = floats[at + 2 * lane];
        target[there + 3] = floats[at + 3 * lane];
      }
    } else {
      double[] doubles = (double[]) x;
      double[] target = (double[]) y;
      for (int i = 0; i < count; i++) {
        int at = from + i;
        int there = to + i * toStep;
        target[there] = doubles[at];
        target[there + 1] = doubles[at + lane];
        target[there + 2] = doubles[at + 2 * lane];
        target[there + 3] = doubles[at + 3 * lane];
      }
    }
  }

  /** Returns the sum of rows, added in their order. */
  static Object sumOfRows(Object x, int rows, int columns) {
    Reductions reductions = Backend.current().reductions();
    if (x instanceof float[] floats) {
      float[] sums = new float[columns];
      reductions.sumRows(floats, 0, rows, columns, sums, 0);
      return sums;
    }
    double[] sums = new double[columns];
    reductions.sumRows((double[]) x, 0, rows, columns, sums, 0);
    return sums;
  }

  /** Computes C = A · B or C += A · B, see {@link IndirectProduct}. */
  static void multiply(
      IndirectProduct product,
      int m,
      int n,
      int k,
      Object a,
      int aOffset,
      int lda,
      Object b,
      int bOffset,
      int[] rows,
      boolean accumulate,
      Object c,
      int cOffset,
      int ldc) {
    if (a instanceof float[] floats) {
      product.multiply(
          m,
          n,
          k,
          floats,
          aOffset,
          lda,
          (float[]) b,
          bOffset,
          rows,
          0,
          accumulate,
          (float[]) c,
          cOffset,
          ldc);
    } else {
      product.multiply(
          m,
          n,
          k,
          (double[]) a,
          aOffset,
          lda,
          (double[]) b,
          bOffset,
          rows,
          0,
          accumulate,
          (double[]) c,
          cOffset,
          ldc);
    }
  }

  /** The buffers of a thread: grown on demand, kept for the next convolution. */
  static final class Scratch {
    private static final ThreadLocal<Scratch> FLOATS =
        ThreadLocal.withInitial(() -> new Scratch(DType.FLOAT32));
    private static final ThreadLocal<Scratch> DOUBLES =
        ThreadLocal.withInitial(() -> new Scratch(DType.FLOAT64));

    private final DType dtype;
    private @Nullable Object images;
    private int imagesLength;
    private @Nullable Object results;
    private int resultsLength;

    private Scratch(DType dtype) {
      this.dtype = dtype;
    }

    /** Returns the buffers of the calling thread. */
    static Scratch own(DType dtype) {
      return dtype == DType.FLOAT32 ? FLOATS.get() : DOUBLES.get();
    }

    /** Returns the buffer for images, of at least {@code length} elements with any content. */
    Object images(int length) {
      Object current = images;
      if (current == null || imagesLength < length) {
        current = allocate(dtype, length);
        images = current;
        imagesLength = length;
      }
      return current;
    }

    /** Returns the buffer for results, of at least {@code length} elements with any content. */
    Object results(int length) {
      Object current = results;
      if (current == null || resultsLength < length) {
        current = allocate(dtype, length);
        results = current;
        resultsLength = length;
      }
      return current;
    }
  }
}
