package org.gradus.core.internal.kernels;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.internal.kernels.elementary.FusedMultiplyAdd;
import org.gradus.core.internal.kernels.elementary.SpecialFunctions;
import org.gradus.core.pointwise.Lanes;

/**
 * Float64 lanes of a block of numbers each, all of one length, by {@link Math} and Commons Math.
 *
 * <p>The oracle of the float32 functions, and the arithmetic of gradient checks.
 */
final class DoubleBlocks implements Lanes<double[]> {
  private final int length;

  /** Makes the lanes of blocks of the given length. */
  DoubleBlocks(int length) {
    this.length = length;
  }

  @Override
  public double[] constant(double value) {
    double[] y = new double[length];
    Arrays.fill(y, value);
    return y;
  }

  @Override
  public double[] add(double[] a, double[] b) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] + b[i];
    }
    return y;
  }

  @Override
  public double[] subtract(double[] a, double[] b) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] - b[i];
    }
    return y;
  }

  @Override
  public double[] multiply(double[] a, double[] b) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
    return y;
  }

  @Override
  public double[] divide(double[] a, double[] b) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] / b[i];
    }
    return y;
  }

  @Override
  public double[] fma(double[] a, double[] b, double[] c) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = FusedMultiplyAdd.fma(a[i], b[i], c[i]);
    }
    return y;
  }

  @Override
  public double[] negate(double[] a) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = -a[i];
    }
    return y;
  }

  @Override
  public double[] abs(double[] a) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.abs(a[i]);
    }
    return y;
  }

  @Override
  public double[] max(double[] a, double[] b) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(a[i], b[i]);
    }
    return y;
  }

  @Override
  public double[] min(double[] a, double[] b) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.min(a[i], b[i]);
    }
    return y;
  }

  @Override
  public double[] whereGreater(double[] a, double[] b, double[] then, double[] otherwise) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] > b[i] ? then[i] : otherwise[i];
    }
    return y;
  }

  @Override
  public double[] whereEqual(double[] a, double[] b, double[] then, double[] otherwise) {
    double[] y = new double[length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] == b[i] ? then[i] : otherwise[i];
    }
    return y;
  }

  @Override
  public double[] sqrt(double[] a) {
    return map(Math::sqrt, a);
  }

  @Override
  public double[] floor(double[] a) {
    return map(Math::floor, a);
  }

  @Override
  public double[] round(double[] a) {
    return map(Math::rint, a);
  }

  @Override
  public double[] exp(double[] a) {
    return map(Math::exp, a);
  }

  @Override
  public double[] expm1(double[] a) {
    return map(Math::expm1, a);
  }

  @Override
  public double[] log(double[] a) {
    return map(Math::log, a);
  }

  @Override
  public double[] log1p(double[] a) {
    return map(Math::log1p, a);
  }

  @Override
  public double[] sin(double[] a) {
    return map(Math::sin, a);
  }

  @Override
  public double[] cos(double[] a) {
    return map(Math::cos, a);
  }

  @Override
  public double[] tanh(double[] a) {
    return map(Math::tanh, a);
  }

  @Override
  public double[] sigmoid(double[] a) {
    return map(DoubleBlocks::logistic, a);
  }

  @Override
  public double[] erf(double[] a) {
    return map(SpecialFunctions::erf, a);
  }

  @Override
  public double[] erfc(double[] a) {
    return map(SpecialFunctions::erfc, a);
  }

  @Override
  public double[] erfInverse(double[] a) {
    return map(SpecialFunctions::erfInverse, a);
  }

  @Override
  public double[] logGamma(double[] a) {
    return map(SpecialFunctions::logGamma, a);
  }

  @Override
  public double[] digamma(double[] a) {
    return map(SpecialFunctions::digamma, a);
  }

  @Override
  public double[] trigamma(double[] a) {
    return map(SpecialFunctions::trigamma, a);
  }

  @Override
  public double[] pow(double[] a, double[] b) {
    return map(Math::pow, a, b);
  }

  @Override
  public double[] atan2(double[] y, double[] x) {
    return map(Math::atan2, y, x);
  }

  private static double[] map(DoubleUnaryOperator f, double[] a) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = f.applyAsDouble(a[i]);
    }
    return y;
  }

  private static double[] map(DoubleBinaryOperator f, double[] a, double[] b) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = f.applyAsDouble(a[i], b[i]);
    }
    return y;
  }

  private static double logistic(double a) {
    // The exponential of a negative number only: it cannot overflow.
    double e = Math.exp(-Math.abs(a));
    return (a < 0 ? e : 1) / (1 + e);
  }
}
