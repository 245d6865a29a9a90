package org.gradus.optimizers.metric;

import org.gradus.core.tensor.Tensor;

/**
 * A number that says how good predictions are.
 *
 * <p>It is a function of sums over examples, so that it can be taken batch by batch, in parts, and
 * go on after an interruption: an accuracy, for instance, of the numbers of right answers and of
 * all. {@link Tally} does the adding.
 *
 * <pre>{@code
 * Tally tally = new Tally(new Accuracy());
 * for (Batch batch : test) {
 *   tally.add(model.forward(batch.inputs()), batch.targets());
 * }
 * double accuracy = tally.value();
 * }</pre>
 */
public interface Metric {
  /** Returns a short name for tables and files, in lower case, such as {@code accuracy}. */
  String name();

  /**
   * Returns what a batch adds to the sums; of the same length for every batch.
   *
   * @param prediction what the network returned
   * @param target what it should have returned
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   */
  double[] sums(Tensor prediction, Tensor target);

  /** Returns the number, of the sums over all batches; NaN where nothing was counted. */
  double of(double[] sums);
}
