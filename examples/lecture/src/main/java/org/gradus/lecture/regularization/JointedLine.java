package org.gradus.lecture.regularization;

import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.toy.BookCurve;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;

/**
 * The simplified network of figure 8.4 of Prince, "Understanding deep learning" (2023), in float64,
 * and its fifteen points: y = β + Σ ω_j · max(0, x − j/14) over j = 0…13, straight between joints
 * that do not move.
 */
final class JointedLine {
  private static final int UNITS = 14;
  private static final Tensor X = hidden(BookCurve.x());
  private static final Tensor Y = column(BookCurve.y());

  private final Linear output = Linear.of(UNITS, 1);

  /** Creates a line that starts at random. */
  JointedLine(RandomSource random) {
    Construction.of(DType.FLOAT64, random).build(output, Shape.of(1, UNITS));
  }

  private static Tensor column(double[] values) {
    return Tensor.of(values).unsqueeze(1);
  }

  private static Tensor hidden(double[] places) {
    double[] joints = IntStream.range(0, UNITS).mapToDouble(j -> j / (double) UNITS).toArray();
    return column(places).sub(Tensor.of(joints)).relu();
  }

  /** Returns the module that has the parameters ω and β. */
  Linear output() {
    return output;
  }

  /** Returns the values at the fifteen points, tracked, (15, 1). */
  Tensor predictions() {
    return output.forward(X, Context.eval());
  }

  /** Returns what the values at the fifteen points should be, (15, 1). */
  static Tensor targets() {
    return Y;
  }

  /** Returns the values at places. */
  double[] at(double... places) {
    return output.forward(hidden(places)).toDoubles();
  }

  /** Returns Σ ω², without β. */
  double squaredNorm() {
    return output.weight().tensor().detach().square().sum().item();
  }
}
