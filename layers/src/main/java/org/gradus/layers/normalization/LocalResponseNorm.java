package org.gradus.layers.normalization;

import org.gradus.core.json.Defaults;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Mode;
import org.gradus.layers.module.Normalizer;

/**
 * Lets neighbouring channels inhibit each other: y = x / (k + α / n · Σ x²)^β, the sum over the n
 * channels around each one, those beyond the ends counting as 0.
 *
 * <p>Shapes: x and y (N, C, …). It learns nothing. As in PyTorch α is divided by n, which the paper
 * does not do: its α of 10⁻⁴ with n = 5 is 5 · 10⁻⁴ here.
 *
 * <p>Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
 * neural networks", 2012.
 *
 * @param size n, at least 1
 * @param alpha α ≥ 0
 * @param beta β
 * @param k above 0
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k)
    implements Normalizer, Normalizer.Config {
  private static final String NAME = "local-response-norm";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if n is below 1, α negative, k not above 0, or a number not
   *     finite
   */
  public LocalResponseNorm {
    Settings.requireSize(NAME, "size", size);
    Settings.requireNotNegative(NAME, "alpha", alpha);
    Settings.requireFinite(NAME, "beta", beta);
    Settings.requirePositive(NAME, "k", k);
  }

  /** Creates a normalizer of α = 10⁻⁴, β = 0.75 and k = 1. */
  @Defaults
  public LocalResponseNorm(int size) {
    this(size, 1e-4, 0.75, 1);
  }

  /** Returns this, its own config. */
  @Override
  public LocalResponseNorm config() {
    return this;
  }

  @Override
  public boolean mixesExamples(Mode mode) {
    return false;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (input.rank() < 2) {
      throw ShapeException.of(NAME, "the input does not fit", "(N, C, …)", input.toString());
    }
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Normalization.localResponse(x, size, alpha, beta, k);
  }

  /** Returns n squares and two more for each element. */
  @Override
  public long multiplyAdds(Shape input) {
    return input.elements() * (size + 2L);
  }
}
