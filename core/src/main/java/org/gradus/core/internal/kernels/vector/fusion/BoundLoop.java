package org.gradus.core.internal.kernels.vector.fusion;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The loop of a function with the parameters of one instance, or the word that it has none. */
public final class BoundLoop {
  private final @Nullable FusedLoop loop;
  private final float[] constants;

  BoundLoop(@Nullable FusedLoop loop, float[] constants) {
    this.loop = loop;
    this.constants = constants;
  }

  /** Returns the loop of a formula that is written on given lanes. */
  public static BoundLoop of(Consumer<FormulaLanes> definition) {
    FormulaLanes lanes = new FormulaLanes();
    definition.accept(lanes);
    return new BoundLoop(LoopWriter.write(lanes.formula()), lanes.constants());
  }

  /** Returns whether there is a loop; elsewhere the function is computed block by block. */
  public boolean isFused() {
    return loop != null;
  }

  /** Sets b to the function of a. */
  public void run(float[] a, int aOffset, float[] b, int bOffset, int length) {
    run(a, aOffset, b, bOffset, b, 0, b, 0, b, 0, length);
  }

  /** Computes runs of a length; those that the function does not mention may be any. */
  public void run(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      float[] d,
      int dOffset,
      float[] e,
      int eOffset,
      int length) {
    if (loop == null) {
      throw new IllegalStateException("[kernels] a function without a loop was to be run.");
    }
    loop.run(a, aOffset, b, bOffset, c, cOffset, d, dOffset, e, eOffset, constants, length);
  }
}
