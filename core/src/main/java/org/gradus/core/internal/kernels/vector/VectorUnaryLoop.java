package org.gradus.core.internal.kernels.vector;

import org.gradus.core.internal.kernels.ScalarPointwise;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.internal.kernels.vector.fusion.BoundLoop;
import org.gradus.core.internal.kernels.vector.fusion.FormulaLanes;
import org.gradus.core.internal.kernels.vector.fusion.FusedFunction;
import org.gradus.core.internal.kernels.vector.fusion.Value;
import org.gradus.core.pointwise.UnaryFunction;

/** Applies one class of functions of one number, vector by vector. */
final class VectorUnaryLoop implements UnaryLoop {
  private final FusedFunction<UnaryFunction> value =
      new FusedFunction<>((f, lanes) -> lanes.store(f.apply(lanes, lanes.load(0, 1)), 1));

  private final FusedFunction<UnaryFunction> derivative =
      new FusedFunction<>(VectorUnaryLoop::derivative);

  /** Writes d = a · f′(b, c). */
  private static void derivative(UnaryFunction f, FormulaLanes lanes) {
    Value slope = f.derivative(lanes, lanes.load(1, 1), lanes.load(2, 1));
    lanes.store(lanes.multiply(lanes.load(0, 1), slope), 3);
  }

  @Override
  public void apply(UnaryFunction f, float[] x, int xOffset, float[] y, int yOffset, int length) {
    BoundLoop loop = value.bind(f);
    if (loop.isFused()) {
      loop.run(x, xOffset, y, yOffset, length);
    } else {
      VectorBlockLoops.apply(f, x, xOffset, y, yOffset, length);
    }
  }

  @Override
  public void derivative(
      UnaryFunction f,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      float[] y,
      int yOffset,
      float[] dx,
      int dxOffset,
      int length) {
    BoundLoop loop = derivative.bind(f);
    if (loop.isFused()) {
      loop.run(g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, dx, dxOffset, length);
    } else {
      VectorBlockLoops.derivative(f, g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, length);
    }
  }

  @Override
  public void apply(UnaryFunction f, double[] x, int xOffset, double[] y, int yOffset, int length) {
    ScalarPointwise.unary(f).apply(f, x, xOffset, y, yOffset, length);
  }

  @Override
  public void derivative(
      UnaryFunction f,
      double[] g,
      int gOffset,
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] dx,
      int dxOffset,
      int length) {
    ScalarPointwise.unary(f)
        .derivative(f, g, gOffset, x, xOffset, y, yOffset, dx, dxOffset, length);
  }
}
