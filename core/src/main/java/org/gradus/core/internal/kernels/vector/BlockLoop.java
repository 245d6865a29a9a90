package org.gradus.core.internal.kernels.vector;

import java.util.function.Function;
import org.gradus.core.internal.kernels.vector.fusion.BoundLoop;
import org.gradus.core.internal.kernels.vector.fusion.FormulaLanes;
import org.gradus.core.internal.kernels.vector.fusion.Value;
import org.jspecify.annotations.Nullable;

/** The loops of single functions, each made when it is first run. */
final class BlockLoop {
  static final BlockLoop FLOOR = new BlockLoop(lanes -> lanes.floor(lanes.load(0, 1)));
  static final BlockLoop ROUND = new BlockLoop(lanes -> lanes.round(lanes.load(0, 1)));
  static final BlockLoop EXP = new BlockLoop(lanes -> lanes.exp(lanes.load(0, 1)));

  /** eᵃ for a ≤ 0, with 0 in the place of what is below e⁻⁸⁷. */
  static final BlockLoop EXP_OR_ZERO = new BlockLoop(lanes -> lanes.expOrZero(lanes.load(0, 1)));

  /** e^(a − b) for a ≤ b, with one b for all, and 0 in the place of what is below e⁻⁸⁷. */
  static final BlockLoop EXP_OF_DIFFERENCE =
      new BlockLoop(lanes -> lanes.expOrZero(lanes.subtract(lanes.load(0, 1), lanes.load(1, 0))));

  static final BlockLoop EXPM1 = new BlockLoop(lanes -> lanes.expm1(lanes.load(0, 1)));
  static final BlockLoop LOG = new BlockLoop(lanes -> lanes.log(lanes.load(0, 1)));
  static final BlockLoop LOG1P = new BlockLoop(lanes -> lanes.log1p(lanes.load(0, 1)));
  static final BlockLoop TANH = new BlockLoop(lanes -> lanes.tanh(lanes.load(0, 1)));
  static final BlockLoop SIGMOID = new BlockLoop(lanes -> lanes.sigmoid(lanes.load(0, 1)));
  static final BlockLoop ERF = new BlockLoop(lanes -> lanes.erf(lanes.load(0, 1)));

  /** sin a for angles that float32 arithmetic reduces. */
  static final BlockLoop SIN_OF_REDUCIBLE =
      new BlockLoop(lanes -> lanes.sinOfReducible(lanes.load(0, 1), 0));

  /** cos a for angles that float32 arithmetic reduces. */
  static final BlockLoop COS_OF_REDUCIBLE =
      new BlockLoop(lanes -> lanes.sinOfReducible(lanes.load(0, 1), 1));

  /** aᵇ where that is e^(b ln a). */
  static final BlockLoop ORDINARY_POWER =
      new BlockLoop(lanes -> lanes.ordinaryPower(lanes.load(0, 1), lanes.load(1, 1)));

  static final BlockLoop ATAN2 =
      new BlockLoop(lanes -> lanes.atan2(lanes.load(0, 1), lanes.load(1, 1)));
  static final BlockLoop WHERE_GREATER =
      new BlockLoop(
          lanes ->
              lanes.whereGreater(
                  lanes.load(0, 1), lanes.load(1, 1), lanes.load(2, 1), lanes.load(3, 1)));
  static final BlockLoop WHERE_EQUAL =
      new BlockLoop(
          lanes ->
              lanes.whereEqual(
                  lanes.load(0, 1), lanes.load(1, 1), lanes.load(2, 1), lanes.load(3, 1)));

  private final Function<FormulaLanes, Value> definition;

  /** Threads that meet here make equal loops. */
  private volatile @Nullable BoundLoop loop;

  BlockLoop(Function<FormulaLanes, Value> definition) {
    this.definition = definition;
  }

  /** Returns the loop, which reads its operands from the first runs and stores to the fifth. */
  BoundLoop loop() {
    BoundLoop bound = loop;
    if (bound == null) {
      bound = BoundLoop.of(lanes -> lanes.store(definition.apply(lanes), 4));
      loop = bound;
    }
    return bound;
  }

  /** Sets y to the function of as many of the operands, from their starts, as it has. */
  void run(float[] a, float[] b, float[] c, float[] d, float[] y, int length) {
    loop().run(a, 0, b, 0, c, 0, d, 0, y, 0, length);
  }
}
