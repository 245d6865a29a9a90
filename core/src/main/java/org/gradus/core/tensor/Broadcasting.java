package org.gradus.core.tensor;

import java.util.Arrays;
import org.gradus.core.internal.parallel.Chunks;

/**
 * How two tensors are walked together up to their common shape: runs of elements in which each
 * operand either advances or stands still.
 *
 * <p>Neighbouring axes that both operands cross alike are one, so that equal shapes are a single
 * run, and a matrix with a vector added to its rows is a run for each row.
 */
final class Broadcasting {
  private final int run;
  private final int stepA;
  private final int stepB;
  private final int[] sizes;
  private final int[] stridesA;
  private final int[] stridesB;
  private final int runs;

  /** What is done with a run: positions relative to the first elements of operands and result. */
  @FunctionalInterface
  interface Body {
    void run(int a, int stepA, int b, int stepB, int result, int length);
  }

  private Broadcasting(Shape result, int[] a, int[] b) {
    int rank = result.rank();
    int[] size = new int[rank + 1];
    int[] strideA = new int[rank + 1];
    int[] strideB = new int[rank + 1];
    int groups = 0;
    for (int axis = rank - 1; axis >= 0; axis--) {
      int n = result.at(axis);
      if (n == 1) {
        continue;
      }
      int last = groups - 1;
      if (groups > 0
          && a[axis] == strideA[last] * size[last]
          && b[axis] == strideB[last] * size[last]) {
        size[last] *= n;
      } else {
        size[groups] = n;
        strideA[groups] = a[axis];
        strideB[groups] = b[axis];
        groups++;
      }
    }
    if (groups == 0) {
      size[groups++] = result.elements();
    }
    run = size[0];
    stepA = strideA[0];
    stepB = strideB[0];
    sizes = Arrays.copyOfRange(size, 1, groups);
    stridesA = Arrays.copyOfRange(strideA, 1, groups);
    stridesB = Arrays.copyOfRange(strideB, 1, groups);
    runs = result.elements() == 0 ? 0 : result.elements() / run;
  }

  static Broadcasting of(Shape result, Shape a, Shape b) {
    return new Broadcasting(result, strides(result, a), strides(result, b));
  }

  /**
   * Returns the strides of a shape along the axes of the one it is broadcast to; 0 stands still.
   */
  static int[] strides(Shape result, Shape operand) {
    int[] strides = new int[result.rank()];
    int stride = 1;
    int missing = result.rank() - operand.rank();
    for (int axis = operand.rank() - 1; axis >= 0; axis--) {
      if (operand.at(axis) != 1) {
        strides[axis + missing] = stride;
        stride *= operand.at(axis);
      }
    }
    return strides;
  }

  /** Calls the body for every run, on several threads where there is much to do. */
  void forEach(Body body) {
    if (runs == 0) {
      return;
    }
    if (runs == 1) {
      Chunks.run(
          run, (from, length) -> body.run(from * stepA, stepA, from * stepB, stepB, from, length));
    } else {
      Chunks.lines(runs, run, (from, to) -> walk(from, to, body));
    }
  }

  private void walk(int from, int to, Body body) {
    int[] index = new int[sizes.length];
    int a = 0;
    int b = 0;
    for (int i = 0, rest = from; i < index.length; i++) {
      index[i] = rest % sizes[i];
      rest /= sizes[i];
      a += index[i] * stridesA[i];
      b += index[i] * stridesB[i];
    }
    for (int k = from; k < to; k++) {
      body.run(a, stepA, b, stepB, k * run, run);
      for (int i = 0; i < index.length; i++) {
        a += stridesA[i];
        b += stridesB[i];
        if (++index[i] < sizes[i]) {
          break;
        }
        a -= index[i] * stridesA[i];
        b -= index[i] * stridesB[i];
        index[i] = 0;
      }
    }
  }
}
