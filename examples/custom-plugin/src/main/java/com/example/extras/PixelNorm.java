package com.example.extras;

import org.gradus.core.json.Defaults;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Mode;
import org.gradus.layers.module.Normalizer;

/**
 * Gives the channels of every position the mean square 1: y = x / √(mean(x²) + ε), the mean over
 * axis 1.
 *
 * <p>Shapes: x and y (N, C, …). Nothing is learned.
 *
 * <p>Source: Karras, Aila, Laine and Lehtinen, "Progressive growing of GANs", 2018.
 *
 * @param epsilon ε, a finite number above 0
 */
public record PixelNorm(double epsilon) implements Normalizer, Normalizer.Config {
  /**
   * Checks ε.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public PixelNorm {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[pixel-norm] epsilon is out of range: expected a finite number above 0, got "
              + epsilon
              + ".");
    }
  }

  /** Creates ε = 10⁻⁸, that of the paper. */
  @Defaults
  public PixelNorm() {
    this(1e-8);
  }

  /** Returns this, its own config. */
  @Override
  public PixelNorm config() {
    return this;
  }

  @Override
  public boolean mixesExamples(Mode mode) {
    return false;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (input.rank() < 2) {
      throw ShapeException.of(
          "pixel-norm", "the input does not fit", "(N, C, …)", input.toString());
    }
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return x.div(Reductions.mean(x.square(), true, 1).add(epsilon).sqrt());
  }
}
