package org.gradus.core.internal.kernels.elementary;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The product and sum a · b + c, rounded once where the processor can.
 *
 * <p>{@link Math#fma} is one instruction on processors that have it and takes a microsecond of
 * arbitrary-precision arithmetic on others.
 */
public final class FusedMultiplyAdd {
  /** Whether {@link Math#fma} is one instruction. */
  public static final boolean FAST = isFast();

  private FusedMultiplyAdd() {}

  /** Returns a · b + c, rounded once, or if not {@link #FAST} all but always as if rounded once. */
  public static float fma(float a, float b, float c) {
    // The float64 product is exact; only its sum with c is rounded before the result is.
    return FAST ? Math.fma(a, b, c) : (float) ((double) a * b + c);
  }

  /** Returns a · b + c, rounded once if {@link #FAST} and twice otherwise. */
  public static double fma(double a, double b, double c) {
    return FAST ? Math.fma(a, b, c) : a * b + c;
  }

  private static boolean isFast() {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return machine != null && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
    } catch (LinkageError | IllegalArgumentException unavailable) {
      // Another JVM, or a run-time image without jdk.management.
      return false;
    }
  }
}
