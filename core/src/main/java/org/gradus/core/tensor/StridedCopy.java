package org.gradus.core.tensor;

/**
 * Copies elements between two layouts of one shape, each given by a first position and a stride for
 * every axis. Strides may be 0 (repeat) or negative (backwards).
 */
final class StridedCopy {
  private StridedCopy() {}

  static void copy(
      DType dtype,
      int[] sizes,
      Object from,
      int fromOffset,
      int[] fromStrides,
      Object to,
      int toOffset,
      int[] toStrides) {
    int rank = sizes.length;
    int[] size = new int[rank];
    int[] source = new int[rank];
    int[] target = new int[rank];
    int groups = 0;
    for (int axis = rank - 1; axis >= 0; axis--) {
      if (sizes[axis] == 0) {
        return;
      }
      if (sizes[axis] == 1) {
        continue;
      }
      int last = groups - 1;
      if (groups > 0
          && fromStrides[axis] == source[last] * size[last]
          && toStrides[axis] == target[last] * size[last]) {
        size[last] *= sizes[axis];
      } else {
        size[groups] = sizes[axis];
        source[groups] = fromStrides[axis];
        target[groups] = toStrides[axis];
        groups++;
      }
    }
    if (groups == 0) {
      System.arraycopy(from, fromOffset, to, toOffset, 1);
      return;
    }
    walk(dtype, groups, size, from, fromOffset, source, to, toOffset, target);
  }

  /** Walks the outer groups; group 0 is the run that varies fastest. */
  private static void walk(
      DType dtype,
      int groups,
      int[] size,
      Object from,
      int fromOffset,
      int[] source,
      Object to,
      int toOffset,
      int[] target) {
    int[] index = new int[groups];
    int a = fromOffset;
    int b = toOffset;
    int outer = 1;
    for (int i = 1; i < groups; i++) {
      outer *= size[i];
    }
    for (int k = 0; k < outer; k++) {
      run(dtype, size[0], from, a, source[0], to, b, target[0]);
      for (int i = 1; i < groups; i++) {
        a += source[i];
        b += target[i];
        if (++index[i] < size[i]) {
          break;
        }
        a -= size[i] * source[i];
        b -= size[i] * target[i];
        index[i] = 0;
      }
    }
  }

  private static void run(
      DType dtype, int length, Object from, int a, int stepA, Object to, int b, int stepB) {
    if (stepA == 1 && stepB == 1) {
      System.arraycopy(from, a, to, b, length);
      return;
    }
    switch (dtype) {
      case FLOAT32 -> {
        float[] source = (float[]) from;
        float[] target = (float[]) to;
        for (int i = 0; i < length; i++) {
          target[b + i * stepB] = source[a + i * stepA];
        }
      }
      case FLOAT64 -> {
        double[] source = (double[]) from;
        double[] target = (double[]) to;
        for (int i = 0; i < length; i++) {
          target[b + i * stepB] = source[a + i * stepA];
        }
      }
      case INT32 -> {
        int[] source = (int[]) from;
        int[] target = (int[]) to;
        for (int i = 0; i < length; i++) {
          target[b + i * stepB] = source[a + i * stepA];
        }
      }
    }
  }

  /** Returns the strides of a contiguous tensor of a shape. */
  static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(shape.at(axis), 1);
    }
    return strides;
  }
}
