package org.gradus.core.tensor;

import java.util.Arrays;
import java.util.Locale;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;

/** Comparisons of elements, as masks of 0 and 1; comparisons with NaN are false, but for ≠. */
enum Comparison implements BinaryFunction {
  GREATER,
  GREATER_OR_EQUAL,
  LESS,
  LESS_OR_EQUAL,
  EQUAL,
  NOT_EQUAL;

  private String operation() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    V one = lanes.constant(1);
    V zero = lanes.constant(0);
    return switch (this) {
      case GREATER -> lanes.whereGreater(a, b, one, zero);
      case GREATER_OR_EQUAL -> lanes.whereGreater(a, b, one, lanes.whereEqual(a, b, one, zero));
      case LESS -> lanes.whereGreater(b, a, one, zero);
      case LESS_OR_EQUAL -> lanes.whereGreater(b, a, one, lanes.whereEqual(a, b, one, zero));
      case EQUAL -> lanes.whereEqual(a, b, one, zero);
      case NOT_EQUAL -> lanes.whereEqual(a, b, zero, one);
    };
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return lanes.constant(0);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    return lanes.constant(0);
  }

  /**
   * Returns the mask, broadcast; INT32 operands are compared as FLOAT64, which holds them exactly.
   */
  Tensor of(Tensor a, Tensor b) {
    Binary.requireSameType(operation(), a, b);
    Shape.broadcast(operation(), a.shape(), b.shape());
    Tensor left = a.dtype() == DType.INT32 ? a.cast(DType.FLOAT64) : a.detach();
    Tensor right = b.dtype() == DType.INT32 ? b.cast(DType.FLOAT64) : b.detach();
    return Binary.of(this, left, right).cast(DType.INT32);
  }

  static boolean isClose(Tensor a, Tensor b, double relative, double absolute) {
    if (a.dtype() != b.dtype() || !a.shape().equals(b.shape())) {
      return false;
    }
    for (int i = 0; i < a.elements(); i++) {
      double x = Fill.element(a, i);
      double y = Fill.element(b, i);
      boolean close =
          Double.compare(x, y) == 0
              || (Math.abs(x - y) <= absolute + relative * Math.abs(y) && !Double.isInfinite(y));
      if (!close) {
        return false;
      }
    }
    return true;
  }

  static boolean sameBits(Tensor a, Tensor b) {
    if (a.dtype() != b.dtype() || !a.shape().equals(b.shape())) {
      return false;
    }
    int from = a.offset();
    int to = from + a.elements();
    int other = b.offset();
    int end = other + b.elements();
    return switch (a.dtype()) {
      case FLOAT32 -> Arrays.equals((float[]) a.array(), from, to, (float[]) b.array(), other, end);
      case FLOAT64 ->
          Arrays.equals((double[]) a.array(), from, to, (double[]) b.array(), other, end);
      case INT32 -> Arrays.equals((int[]) a.array(), from, to, (int[]) b.array(), other, end);
    };
  }

  static int hash(Tensor tensor) {
    int hash = 31 * tensor.shape().hashCode() + tensor.dtype().hashCode();
    for (int i = 0; i < tensor.elements(); i++) {
      hash = 31 * hash + Double.hashCode(Fill.element(tensor, i));
    }
    return hash;
  }
}
