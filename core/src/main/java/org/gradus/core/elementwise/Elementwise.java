package org.gradus.core.elementwise;

import org.gradus.core.pointwise.Acos;
import org.gradus.core.pointwise.Acosh;
import org.gradus.core.pointwise.Asin;
import org.gradus.core.pointwise.Asinh;
import org.gradus.core.pointwise.Atan;
import org.gradus.core.pointwise.Atan2;
import org.gradus.core.pointwise.Atanh;
import org.gradus.core.pointwise.Ceil;
import org.gradus.core.pointwise.Clamp;
import org.gradus.core.pointwise.Cos;
import org.gradus.core.pointwise.Cosh;
import org.gradus.core.pointwise.Digamma;
import org.gradus.core.pointwise.Erf;
import org.gradus.core.pointwise.ErfInverse;
import org.gradus.core.pointwise.Erfc;
import org.gradus.core.pointwise.Exp2;
import org.gradus.core.pointwise.Expm1;
import org.gradus.core.pointwise.Floor;
import org.gradus.core.pointwise.Log10;
import org.gradus.core.pointwise.Log1p;
import org.gradus.core.pointwise.Log2;
import org.gradus.core.pointwise.LogGamma;
import org.gradus.core.pointwise.Maximum;
import org.gradus.core.pointwise.Minimum;
import org.gradus.core.pointwise.Reciprocal;
import org.gradus.core.pointwise.Round;
import org.gradus.core.pointwise.Rsqrt;
import org.gradus.core.pointwise.Sign;
import org.gradus.core.pointwise.Sin;
import org.gradus.core.pointwise.Sinh;
import org.gradus.core.pointwise.Softplus;
import org.gradus.core.pointwise.Tan;
import org.gradus.core.pointwise.Trigamma;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.tensor.GatedHalves;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Where;

/**
 * The elementary functions and choices of elements beyond the tensor's own methods.
 *
 * <p>Every method takes FLOAT32 or FLOAT64 and returns the same type and shape; those of two
 * tensors broadcast. The classes of {@code org.gradus.core.pointwise} say domain, derivative and
 * accuracy.
 */
public final class Elementwise {
  private Elementwise() {}

  /** Returns e^x − 1, accurate near 0. */
  public static Tensor expm1(Tensor x) {
    return x.map(new Expm1());
  }

  /** Returns 2^x. */
  public static Tensor exp2(Tensor x) {
    return x.map(new Exp2());
  }

  /** Returns ln(1 + x), accurate near 0. */
  public static Tensor log1p(Tensor x) {
    return x.map(new Log1p());
  }

  /** Returns the logarithm to base 2. */
  public static Tensor log2(Tensor x) {
    return x.map(new Log2());
  }

  /** Returns the logarithm to base 10. */
  public static Tensor log10(Tensor x) {
    return x.map(new Log10());
  }

  /** Returns 1 / √x. */
  public static Tensor rsqrt(Tensor x) {
    return x.map(new Rsqrt());
  }

  /** Returns 1 / x. */
  public static Tensor reciprocal(Tensor x) {
    return x.map(new Reciprocal());
  }

  /** Returns −1, 0 or 1; the derivative is 0. */
  public static Tensor sign(Tensor x) {
    return x.map(new Sign());
  }

  /** Returns the largest integers that are not above; the derivative is 0. */
  public static Tensor floor(Tensor x) {
    return x.map(new Floor());
  }

  /** Returns the smallest integers that are not below; the derivative is 0. */
  public static Tensor ceil(Tensor x) {
    return x.map(new Ceil());
  }

  /** Returns the nearest integers, halves to even; the derivative is 0. */
  public static Tensor round(Tensor x) {
    return x.map(new Round());
  }

  /** Returns the sine. */
  public static Tensor sin(Tensor x) {
    return x.map(new Sin());
  }

  /** Returns the cosine. */
  public static Tensor cos(Tensor x) {
    return x.map(new Cos());
  }

  /** Returns the tangent. */
  public static Tensor tan(Tensor x) {
    return x.map(new Tan());
  }

  /** Returns the arc sine, in [−π/2, π/2]. */
  public static Tensor asin(Tensor x) {
    return x.map(new Asin());
  }

  /** Returns the arc cosine, in [0, π]. */
  public static Tensor acos(Tensor x) {
    return x.map(new Acos());
  }

  /** Returns the arc tangent, in [−π/2, π/2]. */
  public static Tensor atan(Tensor x) {
    return x.map(new Atan());
  }

  /** Returns the angle of the points (x, y), in (−π, π]. */
  public static Tensor atan2(Tensor y, Tensor x) {
    return y.combine(new Atan2(), x);
  }

  /** Returns the hyperbolic sine. */
  public static Tensor sinh(Tensor x) {
    return x.map(new Sinh());
  }

  /** Returns the hyperbolic cosine. */
  public static Tensor cosh(Tensor x) {
    return x.map(new Cosh());
  }

  /** Returns the inverse hyperbolic sine. */
  public static Tensor asinh(Tensor x) {
    return x.map(new Asinh());
  }

  /** Returns the inverse hyperbolic cosine, for x ≥ 1. */
  public static Tensor acosh(Tensor x) {
    return x.map(new Acosh());
  }

  /** Returns the inverse hyperbolic tangent, for |x| ≤ 1. */
  public static Tensor atanh(Tensor x) {
    return x.map(new Atanh());
  }

  /** Returns the error function 2/√π ∫₀ˣ e^(−t²) dt. */
  public static Tensor erf(Tensor x) {
    return x.map(new Erf());
  }

  /** Returns 1 − erf(x), accurate for large x. */
  public static Tensor erfc(Tensor x) {
    return x.map(new Erfc());
  }

  /** Returns the inverse of the error function, for |x| ≤ 1. */
  public static Tensor erfInverse(Tensor x) {
    return x.map(new ErfInverse());
  }

  /** Returns ln Γ(x), for x &gt; 0. */
  public static Tensor logGamma(Tensor x) {
    return x.map(new LogGamma());
  }

  /** Returns the derivative of ln Γ, for x &gt; 0. */
  public static Tensor digamma(Tensor x) {
    return x.map(new Digamma());
  }

  /** Returns the second derivative of ln Γ, for x &gt; 0. */
  public static Tensor trigamma(Tensor x) {
    return x.map(new Trigamma());
  }

  /** Returns ln(1 + e^x) without overflow. */
  public static Tensor softplus(Tensor x) {
    return x.map(new Softplus());
  }

  /**
   * Returns min(max(x, low), high); the gradient passes within and at the bounds.
   *
   * @param low the lower bound, may be −∞
   * @param high the upper bound, may be ∞
   * @throws IllegalArgumentException if low exceeds high or one is NaN
   */
  public static Tensor clamp(Tensor x, double low, double high) {
    return x.map(new Clamp(low, high));
  }

  /** Returns the larger elements, NaN if one is NaN; where equal, both get half of the gradient. */
  public static Tensor maximum(Tensor a, Tensor b) {
    return a.combine(new Maximum(), b);
  }

  /**
   * Returns the smaller elements, NaN if one is NaN; where equal, both get half of the gradient.
   */
  public static Tensor minimum(Tensor a, Tensor b) {
    return a.combine(new Minimum(), b);
  }

  /** Returns a + weight · (b − a), the linear interpolation. */
  public static Tensor lerp(Tensor a, Tensor b, Tensor weight) {
    return a.add(b.sub(a).mul(weight));
  }

  /**
   * Returns a · gate(b) for the halves a and b of x along an axis, without splitting it.
   *
   * @throws org.gradus.core.tensor.ShapeException if the size along the axis is odd
   */
  public static Tensor gated(Tensor x, int axis, UnaryFunction gate) {
    return GatedHalves.of(gate, x, axis);
  }

  /**
   * Returns a where the mask is not 0 and b elsewhere, broadcast.
   *
   * @param mask INT32
   */
  public static Tensor where(Tensor mask, Tensor a, Tensor b) {
    return Where.of(mask, a, b);
  }
}
