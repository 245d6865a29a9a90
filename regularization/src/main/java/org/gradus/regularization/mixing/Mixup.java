package org.gradus.regularization.mixing;

import java.util.OptionalInt;
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
 * <p>Targets that are classes become probabilities, (N, classes), which {@code CrossEntropy} takes;
 * those that are numbers are mixed as they are. Metrics that count classes have to be taken of
 * other batches, such as those of validation.
 *
 * <p>Source: Zhang, Cisse, Dauphin and Lopez-Paz, "mixup: beyond empirical risk minimization",
 * 2018.
 *
 * @param alpha α, a finite number above 0; 0.1 to 0.4 in the source
 * @param classes the number of classes; empty if targets are numbers
 */
public record Mixup(double alpha, OptionalInt classes) implements BatchTechnique {
  private static final String NAME = "mixup";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Mixup {
    Settings.requirePositive(NAME, "alpha", alpha);
    classes.ifPresent(count -> Settings.requireSize(NAME, "classes", count));
  }

  /**
   * Returns mixtures of examples whose targets are classes.
   *
   * @throws IllegalArgumentException if α is not above 0 and finite, or there are no classes
   */
  public static Mixup ofClasses(double alpha, int classes) {
    return new Mixup(alpha, OptionalInt.of(classes));
  }

  /**
   * Returns mixtures of examples whose targets are numbers.
   *
   * @throws IllegalArgumentException if α is not above 0 and finite
   */
  public static Mixup ofNumbers(double alpha) {
    return new Mixup(alpha, OptionalInt.empty());
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
    Tensor targets = Targets.probabilities(NAME, batch, classes);
    double share = Beta.symmetric(alpha, random);
    Tensor others = Tensor.of(random.permutation(batch.size()));
    return new Batch(mixed(batch.inputs(), others, share), mixed(targets, others, share));
  }

  /** Returns share · x + (1 − share) · x of others. */
  static Tensor mixed(Tensor x, Tensor others, double share) {
    return Indexing.take(x, others, 0).mul(1 - share).add(x.mul(share));
  }
}
