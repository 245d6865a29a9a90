package org.gradus.core.internal.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.ScalarPointwise;
import org.gradus.core.internal.kernels.vector.fusion.BoundLoop;
import org.gradus.core.internal.kernels.vector.fusion.FormulaLanes;
import org.gradus.core.internal.kernels.vector.fusion.FusedFunction;
import org.gradus.core.internal.kernels.vector.fusion.Value;
import org.gradus.core.pointwise.BinaryFunction;

/** Applies one class of functions of two numbers, vector by vector. */
final class VectorBinaryLoop implements BinaryLoop {
  private static final int STEPS = 4;

  /** The loops of a part with the steps of a and b, at the place that {@link #place} says. */
  private final List<FusedFunction<BinaryFunction>> loops = new ArrayList<>();

  VectorBinaryLoop() {
    for (Part part : Part.values()) {
      for (int steps = 0; steps < STEPS; steps++) {
        int aStep = steps >> 1;
        int bStep = steps & 1;
        loops.add(new FusedFunction<>((f, lanes) -> write(f, part, lanes, aStep, bStep)));
      }
    }
  }

  private static int place(Part part, int aStep, int bStep) {
    return part.ordinal() * STEPS + 2 * aStep + bStep;
  }

  /** Writes d = f(b, c), or d = a times a derivative. */
  private static void write(BinaryFunction f, Part part, FormulaLanes lanes, int aStep, int bStep) {
    Value a = lanes.load(1, aStep);
    Value b = lanes.load(2, bStep);
    Value result =
        switch (part) {
          case VALUE -> f.apply(lanes, a, b);
          case DERIVATIVE_A -> lanes.multiply(lanes.load(0, 1), f.derivativeA(lanes, a, b));
          case DERIVATIVE_B -> lanes.multiply(lanes.load(0, 1), f.derivativeB(lanes, a, b));
        };
    lanes.store(result, 3);
  }

  @Override
  public void apply(
      BinaryFunction f,
      Part part,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int length) {
    BoundLoop loop = loops.get(place(part, aStep, bStep)).bind(f);
    if (loop.isFused()) {
      loop.run(g, gOffset, a, aOffset, b, bOffset, y, yOffset, y, yOffset, length);
    } else {
      VectorBlockLoops.apply(
          f, part, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, length);
    }
  }

  @Override
  public void apply(
      BinaryFunction f,
      Part part,
      double[] g,
      int gOffset,
      double[] a,
      int aOffset,
      int aStep,
      double[] b,
      int bOffset,
      int bStep,
      double[] y,
      int yOffset,
      int length) {
    ScalarPointwise.binary(f)
        .apply(f, part, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, length);
  }
}
