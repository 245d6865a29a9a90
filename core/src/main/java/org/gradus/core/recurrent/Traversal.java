package org.gradus.core.recurrent;

import java.util.Arrays;
import java.util.Optional;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * How the steps of a batch of sequences are gone through.
 *
 * <p>Sample n has the steps 0 … lengths[n] − 1; what follows is padding, which is passed over: the
 * state stays as it is, and the output is 0. So forwards the last state is that after the sample's
 * own last step, and backwards the sample's own last step is its first.
 *
 * @param layout the order of the axes
 * @param backwards whether from the last step to the first
 * @param lengths INT32 (N), the number of steps of each sample, from 0 to T; empty if all have T
 */
public record Traversal(SequenceLayout layout, boolean backwards, Optional<Tensor> lengths) {
  /**
   * Checks the type and rank of the lengths.
   *
   * @throws DTypeException if they are not INT32
   * @throws ShapeException if they are not a vector
   */
  public Traversal {
    lengths.ifPresent(Traversal::requireVector);
  }

  private static void requireVector(Tensor lengths) {
    if (lengths.dtype() != DType.INT32) {
      throw new DTypeException("traversal", "INT32 lengths (cast converts)", lengths.dtype());
    }
    if (lengths.rank() != 1) {
      throw ShapeException.of(
          "traversal", "the lengths are no vector", "(N)", lengths.shape().toString());
    }
  }

  /** Returns the way through all steps from the first to the last. */
  public static Traversal of(SequenceLayout layout) {
    return new Traversal(layout, false, Optional.empty());
  }

  /** Returns this from the last step to the first. */
  public Traversal reversed() {
    return new Traversal(layout, !backwards, lengths);
  }

  /** Returns this for samples of different lengths. */
  public Traversal withLengths(Tensor ofSamples) {
    return new Traversal(layout, backwards, Optional.of(ofSamples));
  }

  /**
   * Returns this for a part of the steps, as if they were all.
   *
   * @param first the first step of the part
   * @param steps the number of steps of the part
   */
  public Traversal within(int first, int steps) {
    return lengths.isEmpty() ? this : withLengths(clipped(lengths.get().toInts(), first, steps));
  }

  private static Tensor clipped(int[] lengths, int first, int steps) {
    return Tensor.of(
        Arrays.stream(lengths).map(n -> Math.min(Math.max(n - first, 0), steps)).toArray());
  }

  /** Returns the number of samples of a batch of sequences. */
  public int batch(Shape sequences) {
    return sequences.size(layout.batchAxis());
  }

  /** Returns the number of steps of a batch of sequences. */
  public int steps(Shape sequences) {
    return sequences.size(layout.timeAxis());
  }

  /** Returns the step that is taken as number {@code index}, from 0. */
  public int step(int index, int steps) {
    return backwards ? steps - 1 - index : index;
  }

  /**
   * Requires sequences that the lengths fit.
   *
   * @param what what messages begin with
   * @param sequences three axes in the layout
   * @param shortest the smallest length allowed
   * @param path the path of the module for messages; empty for none
   * @throws ShapeException if there are not three axes, or not as many lengths as samples
   * @throws IllegalArgumentException if a length is below the smallest or above the number of steps
   */
  public void requireFit(String what, Shape sequences, int shortest, String path) {
    if (sequences.rank() != 3) {
      throw ShapeException.of(
          what, "not a batch of sequences", layout.toString(), sequences.toString());
    }
    if (lengths.isEmpty()) {
      return;
    }
    if (lengths.get().size(0) != batch(sequences)) {
      throw ShapeException.of(
          what,
          "there are not as many lengths as samples",
          "(" + batch(sequences) + ")",
          lengths.get().shape().toString(),
          sequences);
    }
    int[] steps = lengths.get().toInts();
    for (int sample = 0; sample < steps.length; sample++) {
      if (steps[sample] < shortest || steps[sample] > steps(sequences)) {
        throw new IllegalArgumentException(
            "[%s] a length is out of range: expected %s to %s, got %s of sample %s.%s"
                .formatted(
                    what,
                    shortest,
                    steps(sequences),
                    steps[sample],
                    sample,
                    path.isEmpty() ? "" : " At " + path + "."));
      }
    }
  }
}
