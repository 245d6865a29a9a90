package org.gradus.core.recurrent;

import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What distinguishes one kind of recurrent cell from another, to the operation that takes all steps
 * of a sequence.
 *
 * <p>With H hidden units, the input's part of all sums is rows of {@link #sums} · H, and the state
 * of rows of H, the first part of it the output h. A step begins with the product of h and the
 * recurrent weight, and ends with the loops of {@link Gates}.
 */
interface FusedCell {
  /** Returns the name in messages and graphs. */
  String name();

  /** Returns the number of sums of each hidden unit. */
  int sums();

  /** Returns how many of the sums begin with the input's part; the others begin with the offset. */
  int sumsOfBoth();

  /** Returns the number of parts of the state. */
  int states();

  /**
   * Returns the widths, in H, of what backward needs of a step besides the state before it. The
   * first is where the product goes; without any it goes to the output.
   */
  int[] kept();

  /** Returns the number of rows of the extra parameter; 0 if the cell has none. */
  int extraRows();

  /** Ends a step, by the rows that are concerned. */
  void forward(Gates<?> gates, ForwardPass.Step step);

  /** Takes a step back, up to the product. */
  void backward(Gates<?> gates, BackwardPass.Step step);

  /**
   * Returns the gradient by the extra parameter, a row for each of its parts.
   *
   * @param pass the pass that has ended
   */
  Tensor extraGradient(BackwardPass pass);

  /**
   * Takes a step by operations on tensors.
   *
   * @param projected the input's part of the sums (N, sums · H)
   * @param state the parts of the state before (N, H)
   * @param weight the recurrent weight (sums · H, H)
   * @return the parts of the state after
   */
  Tensor[] step(Tensor projected, Tensor[] state, Tensor weight, @Nullable Tensor extra);
}
