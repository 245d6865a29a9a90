package org.gradus.layers.attention;

import org.gradus.core.attention.Attention;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Turns pairs of features by angles that grow with the position: with θ = t · base^(−2i / C), (a,
 * b) becomes (a cos θ − b sin θ, a sin θ + b cos θ). Products of two results depend on the distance
 * of their positions alone.
 *
 * <p>Shapes: x and y (N, T, C), C even. {@link MultiHeadAttention#withRotary} applies it to queries
 * and keys, each head by itself.
 *
 * <p>Source: Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021.
 *
 * @param base above 0; 10,000 in the paper
 * @param interleaved whether pair i is of features 2i and 2i + 1, as in the paper, or of i and i +
 *     C / 2, as in GPT-NeoX and Llama
 */
public record RotaryPositions(double base, boolean interleaved) implements Module, Module.Config {
  /**
   * Checks the base.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public RotaryPositions {
    Settings.requirePositive("rotary-positions", "base", base);
  }

  /** Creates those of the paper. */
  @Defaults
  public RotaryPositions() {
    this(10_000, true);
  }

  /** Returns this, its own config. */
  @Override
  public RotaryPositions config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (input.rank() != 3 || input.size(2) % 2 != 0) {
      throw ShapeException.of(
          "rotary-positions", "the input does not fit", "(N, T, C), C even", input.toString());
    }
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return rotate(x, 1, 0);
  }

  /** Turns the features of each head, which lie side by side, from the position of the first. */
  Tensor rotate(Tensor x, int heads, int first) {
    return Attention.rotate(x, heads, first, base, interleaved);
  }
}
