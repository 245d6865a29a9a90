package org.gradus.core.recurrent;

import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Where the steps of a batch of sequences lie, and who computes them.
 *
 * <p>With one row for each step of each sample, that of step t of sample n is row t · N + n or n ·
 * T + t, by the layout. Samples do not depend on each other; so threads share them out among
 * themselves, and each goes through all steps without waiting for the others.
 */
final class StepRows {
  /** Samples that are worth a thread: fewer rows make matrix products slow. */
  private static final int SAMPLES_FOR_A_THREAD = 4;

  private final Traversal traversal;
  private final int batch;
  private final int steps;
  private final int[] lengths;

  StepRows(Traversal traversal, Shape sequences) {
    this.traversal = traversal;
    this.batch = traversal.batch(sequences);
    this.steps = traversal.steps(sequences);
    this.lengths = traversal.lengths().map(Tensor::toInts).orElse(new int[0]);
  }

  /** Computes something of the samples [from, to). */
  @FunctionalInterface
  interface Samples {
    void compute(int from, int to);
  }

  int batch() {
    return batch;
  }

  int steps() {
    return steps;
  }

  /** Returns the number of rows. */
  int rows() {
    return batch * steps;
  }

  /** Returns the step that is taken as number {@code index}. */
  int step(int index) {
    return traversal.step(index, steps);
  }

  /** Returns the row of a step of a sample. */
  int row(int step, int sample) {
    return traversal.layout() == SequenceLayout.TNC ? step * batch + sample : sample * steps + step;
  }

  /** Returns how many rows on the next sample is at the same step. */
  int distance() {
    return traversal.layout() == SequenceLayout.TNC ? 1 : steps;
  }

  /** Returns whether a step of a sample is one of its own, and not padding. */
  boolean isReal(int step, int sample) {
    return lengths.length == 0 || step < lengths[sample];
  }

  /** Returns the end of the samples from {@code from} on that are all real, or all padding. */
  int endOfRun(int step, int from, int to) {
    if (lengths.length == 0) {
      return to;
    }
    int end = from + 1;
    while (end < to && isReal(step, end) == isReal(step, from)) {
      end++;
    }
    return end;
  }

  /** Returns the first sample that is real, or {@code to}. */
  int firstReal(int step, int from, int to) {
    int first = from;
    while (first < to && !isReal(step, first)) {
      first++;
    }
    return first;
  }

  /** Returns the end of the last sample that is real, or {@code from}. */
  int endOfReal(int step, int from, int to) {
    int end = to;
    while (end > from && !isReal(step, end - 1)) {
      end--;
    }
    return end;
  }

  /** Divides the samples among the threads. */
  void share(Samples body) {
    ThreadPool pool = ThreadPool.shared();
    int pieces = Math.max(1, Math.min(pool.threads(), batch / SAMPLES_FOR_A_THREAD));
    pool.run(
        pieces,
        piece ->
            body.compute(
                (int) ((long) batch * piece / pieces),
                (int) ((long) batch * (piece + 1) / pieces)));
  }
}
