package org.gradus.core.internal.kernels.elementary;

/** The constants of the elementary functions in float32, for scalar and SIMD code alike. */
public final class Coefficients {
  /** 1.5 · 2²³: a float of magnitude below 2²² is rounded to an integer by adding it. */
  public static final float ROUNDER = 0x1.8p23f;

  /** The bits of {@link #ROUNDER}; those of n + ROUNDER are by n larger. */
  public static final int ROUNDER_BITS = 0x4b400000;

  /** The number of bits below the exponent of a float. */
  public static final int MANTISSA_BITS = 23;

  /** The bits below the exponent of a float. */
  public static final int MANTISSA_MASK = 0x007fffff;

  /** What is added to the exponent of a float. */
  public static final int EXPONENT_BIAS = 127;

  /** The bits of √½, the least mantissa of a logarithm. */
  public static final int SQRT_HALF_BITS = 0x3f3504f3;

  /** Below this magnitude f(x) = x for the functions with f(0) = 0 and f′(0) = 1. */
  public static final float TINY = 0x1p-25f;

  // x = n ln 2 + r with |r| ≤ ln 2 / 2, so that eˣ = 2ⁿ eʳ; the product of n and the high part of
  // ln 2 is exact (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980).
  /** log₂ e. */
  public static final float LOG2_E = 1.442695f;

  /** The leading bits of ln 2. */
  public static final float LN2_HIGH = 0x1.63p-1f;

  /** ln 2 less its leading bits. */
  public static final float LN2_LOW = -2.1219444e-4f;

  /** An integer x, of eˣ a normal float. */
  public static final float LEAST_NORMAL_EXPONENT = -87;

  // eʳ ≈ 1 + r + r² (EXP_2 + EXP_3 r + …): S. L. Moshier, Cephes library, single precision, 1992.
  public static final float EXP_2 = 0.5f;
  public static final float EXP_3 = 0.16666666f;
  public static final float EXP_4 = 0.041665796f;
  public static final float EXP_5 = 0.008333452f;
  public static final float EXP_6 = 0.0013981999f;
  public static final float EXP_7 = 1.9875691e-4f;

  // ln(1 + f) ≈ f + f² (LOG_2 + LOG_3 f + …) for √½ ≤ 1 + f < √2: Cephes as above.
  public static final float LOG_2 = -0.5f;
  public static final float LOG_3 = 0.3333333f;
  public static final float LOG_4 = -0.24999994f;
  public static final float LOG_5 = 0.20000714f;
  public static final float LOG_6 = -0.16668057f;
  public static final float LOG_7 = 0.14249323f;
  public static final float LOG_8 = -0.12420141f;
  public static final float LOG_9 = 0.116769984f;
  public static final float LOG_10 = -0.1151461f;
  public static final float LOG_11 = 0.070376836f;

  // 2 artanh(q/2) ≈ q + q³ (ARTANH_3 + ARTANH_5 q² + …) for |q| ≤ 0.3432, relative error 5·10⁻¹².
  // This and the fits below: weighted least squares with C. L. Lawson's iteration, 1961.
  public static final float ARTANH_3 = 0.6666666f / 8;
  public static final float ARTANH_5 = 0.40000334f / 32;
  public static final float ARTANH_7 = 0.28537324f / 128;
  public static final float ARTANH_9 = 0.2358192f / 512;

  // π/2 in three parts for Cody and Waite's reduction with fused multiplication and addition; all
  // of one sign, which keeps the sign of a zero.
  /** 2 / π. */
  public static final float TWO_OVER_PI = 0.63661975f;

  // π/2 = HALF_PI_1 + HALF_PI_2 + HALF_PI_3.
  public static final float HALF_PI_1 = 0x1.921fb4p0f;
  public static final float HALF_PI_2 = 0x1.4442dp-24f;
  public static final float HALF_PI_3 = 0x1.846988p-48f;

  /** The magnitude up to which three parts of π/2 are enough. */
  public static final float REDUCIBLE = 100000f;

  // sin r ≈ r (1 + z (SIN_3 + SIN_5 z + …)) with z = r², and cos r ≈ 1 + z (COS_2 + COS_4 z + …),
  // for |r| ≤ π/4: Cephes as above.
  public static final float SIN_3 = -0.16666655f;
  public static final float SIN_5 = 0.008332161f;
  public static final float SIN_7 = -1.9515296e-4f;
  public static final float COS_2 = -0.5f;
  public static final float COS_4 = 0.041666646f;
  public static final float COS_6 = -0.0013887316f;
  public static final float COS_8 = 2.4433157e-5f;

  // arctan a ≈ a + a³ (ATAN_3 + ATAN_5 a² + …) for 0 ≤ a ≤ 1, relative error 3·10⁻⁹.
  public static final float ATAN_3 = -0.333333f;
  public static final float ATAN_5 = 0.19998549f;
  public static final float ATAN_7 = -0.14264242f;
  public static final float ATAN_9 = 0.10952186f;
  public static final float ATAN_11 = -0.0840345f;
  public static final float ATAN_13 = 0.057957597f;
  public static final float ATAN_15 = -0.031177849f;
  public static final float ATAN_17 = 0.010914607f;
  public static final float ATAN_19 = -0.0017936219f;

  /** π. */
  public static final float PI = 3.1415927f;

  /** π / 2. */
  public static final float HALF_PI = 1.5707964f;

  // erf a ≈ a + a (ERF_1 + ERF_3 a² + …) for |a| ≤ 1, relative error 1.2·10⁻⁹.
  public static final float ERF_1 = 0.12837917f;
  public static final float ERF_3 = -0.37612626f;
  public static final float ERF_5 = 0.112835854f;
  public static final float ERF_7 = -0.026853813f;
  public static final float ERF_9 = 0.005188328f;
  public static final float ERF_11 = -8.010198e-4f;
  public static final float ERF_13 = 7.8538746e-5f;

  // ln(1 − erf t) ≈ ERFC_0 + ERFC_1 t + … for 1 ≤ t ≤ 4, to 1.1·10⁻⁹ of erf t.
  public static final float ERFC_0 = -3.4152306e-4f;
  public static final float ERFC_1 = -1.1270891f;
  public static final float ERFC_2 = -0.63814485f;
  public static final float ERFC_3 = -0.10310675f;
  public static final float ERFC_4 = 0.021838063f;
  public static final float ERFC_5 = -0.0029476583f;
  public static final float ERFC_6 = 1.8637918e-4f;

  private Coefficients() {}
}
