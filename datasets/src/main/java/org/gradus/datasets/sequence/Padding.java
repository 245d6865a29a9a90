package org.gradus.datasets.sequence;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.plugin.Settings;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Makes sequences equally long, by adding to all but the longest.
 *
 * @param side where it is added; recurrent layers with lengths want the end
 * @param value what is added, such as the number of a token for padding
 */
public record Padding(Side side, double value) {
  /** The two ends of a sequence. */
  public enum Side {
    /** Before the first element. */
    START,
    /** After the last element. */
    END
  }

  /** Returns the padding after the last element. */
  public static Padding atEnd(double value) {
    return new Padding(Side.END, value);
  }

  /** Returns the padding before the first element. */
  public static Padding atStart(double value) {
    return new Padding(Side.START, value);
  }

  /**
   * Returns sequences of numbers in one tensor.
   *
   * @param sequences each of any length, also 0
   * @return INT32 (sequences, steps of the longest)
   * @throws IllegalArgumentException if the value is no integer
   */
  public Tensor pad(List<int[]> sequences) {
    int filling = (int) value;
    Settings.require(filling == value, "padding", "value", "an integer for integers", value);
    int steps = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    int[] padded = new int[Math.multiplyExact(sequences.size(), steps)];
    Arrays.fill(padded, filling);
    for (int i = 0; i < sequences.size(); i++) {
      int[] sequence = sequences.get(i);
      int before = side == Side.START ? steps - sequence.length : 0;
      System.arraycopy(sequence, 0, padded, i * steps + before, sequence.length);
    }
    return Tensor.of(padded, Shape.of(sequences.size(), steps));
  }

  /**
   * Returns sequences in one tensor. Gradients flow back to them.
   *
   * @param sequences at least one, each (steps, …), whose shapes differ in the steps alone
   * @return (sequences, steps of the longest, …)
   * @throws IllegalArgumentException if there are none, or their shapes differ otherwise
   */
  public Tensor pad(Tensor... sequences) {
    int steps = 0;
    for (Tensor sequence : sequences) {
      steps = Math.max(steps, sequence.size(0));
    }
    Tensor[] padded = new Tensor[sequences.length];
    for (int i = 0; i < sequences.length; i++) {
      int[] missing = new int[sequences[i].rank()];
      int[] nothing = new int[sequences[i].rank()];
      missing[0] = steps - sequences[i].size(0);
      padded[i] =
          side == Side.START
              ? Shaping.pad(sequences[i], missing, nothing, value)
              : Shaping.pad(sequences[i], nothing, missing, value);
    }
    return Shaping.stack(0, padded);
  }
}
