package org.gradus.layers.recurrent;

import java.util.function.Function;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.Tensor;

/** One step as a sequence of one. */
final class SingleStep {
  /** The way through it. */
  static final Traversal TRAVERSAL = Traversal.of(SequenceLayout.TNC);

  private SingleStep() {}

  /**
   * Takes a step.
   *
   * @param projected (N, C)
   * @param recurrence runs a sequence (1, N, C)
   */
  static RecurrentResult of(Tensor projected, Function<Tensor, RecurrentResult> recurrence) {
    RecurrentResult result = recurrence.apply(projected.unsqueeze(0));
    return new RecurrentResult(result.output().squeeze(0), result.state());
  }
}
