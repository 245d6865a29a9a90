package org.gradus.regularization.mixing;

import org.gradus.core.data.Batch;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.augmentation.BatchTechnique;

/**
 * Trains on the lines between examples: x̃ = λ xᵢ + (1 − λ) xⱼ, ỹ = λ yᵢ + (1 − λ) yⱼ, with λ drawn
 * from Beta(α, α) for each batch and j from a permutation of it.
 *
 * <pre>{@code
 * new Mixup(0.2, Targets.classes(10))
 * }</pre>
 *
 * <p>Source: Zhang, Cisse, Dauphin and Lopez-Paz, "mixup: beyond empirical risk minimization",
 * 2018.
 *
 * @param alpha α, a finite number above 0; 0.1 to 0.4 in the source
 * @param targets what they are
 */
public record Mixup(double alpha, Targets targets) implements BatchTechnique {
  private static final String NAME = "mixup";

  /**
   * Checks α.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public Mixup {
    Settings.requirePositive(NAME, "alpha", alpha);
  }

  /**
   * {@inheritDoc}
   *
   * @throws DTypeException if inputs are integers, or targets are not of the kind that was said
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  public Batch apply(Batch batch, RandomSource random) {
    DTypeException.requireFloating(NAME, batch.inputs());
    Tensor numbers = targets.of(NAME, batch);
    double share = Beta.symmetric(alpha, random);
    Tensor others = Tensor.of(random.permutation(batch.size()));
    return new Batch(mixed(batch.inputs(), others, share), mixed(numbers, others, share));
  }

  /** Returns share · x + (1 − share) · x of others. */
  static Tensor mixed(Tensor x, Tensor others, double share) {
    return Indexing.take(x, others, 0).mul(1 - share).add(x.mul(share));
  }
}
