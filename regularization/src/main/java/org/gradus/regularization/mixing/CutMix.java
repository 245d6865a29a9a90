package org.gradus.regularization.mixing;

import java.util.Arrays;
import org.gradus.core.data.Batch;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.regularization.augmentation.BatchTechnique;

/**
 * Pastes a box of another example into each image, and mixes the targets by area: x̃ = M ⊙ xᵢ + (1
 * − M) ⊙ xⱼ, ỹ = λ yᵢ + (1 − λ) yⱼ, λ being the share of the image that is its own.
 *
 * <p>The box is the same for a whole batch: its centre is uniform over the image, its sides are √(1
 * − λ') of the image's, λ' drawn from Beta(α, α), and what lies outside is cut off, for which λ
 * makes up. j comes from a permutation of the batch.
 *
 * <p>Shapes: inputs (N, C, H, W).
 *
 * <p>Source: Yun, Han, Oh, Chun, Choe and Yoo, "CutMix: regularization strategy to train strong
 * classifiers with localizable features", 2019.
 *
 * @param alpha α, a finite number above 0; 1 in the source
 * @param targets what they are
 */
public record CutMix(double alpha, Targets targets) implements BatchTechnique {
  private static final String NAME = "cut-mix";

  /**
   * Checks α.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public CutMix {
    Settings.requirePositive(NAME, "alpha", alpha);
  }

  /**
   * {@inheritDoc}
   *
   * @throws DTypeException if inputs are integers, or targets are not of the kind that was said
   * @throws ShapeException if the inputs are not (N, C, H, W)
   * @throws IndexOutOfBoundsException if a target is none of the classes
   */
  @Override
  public Batch apply(Batch batch, RandomSource random) {
    Tensor x = batch.inputs();
    DTypeException.requireFloating(NAME, x);
    if (x.rank() != 4) {
      throw ShapeException.of(
          NAME, "the inputs are no images", "(N, C, H, W)", x.shape().toString());
    }
    Tensor numbers = targets.of(NAME, batch);
    Box box = Box.draw(x.size(2), x.size(3), 1 - Beta.symmetric(alpha, random), random);
    Tensor others = Tensor.of(random.permutation(batch.size()));
    Tensor images = Elementwise.where(box.mask(), Indexing.take(x, others, 0), x);
    return new Batch(images, Mixup.mixed(numbers, others, 1 - box.share()));
  }

  /** Rows and columns, first ones included and last ones not, of an image. */
  private record Box(int height, int width, int top, int bottom, int left, int right) {
    /** Draws a box with a share of the area, before the image's borders cut it off. */
    static Box draw(int height, int width, double share, RandomSource random) {
      double side = Math.sqrt(share);
      int boxHeight = (int) (height * side);
      int boxWidth = (int) (width * side);
      int top = random.nextInt(Math.max(height, 1)) - boxHeight / 2;
      int left = random.nextInt(Math.max(width, 1)) - boxWidth / 2;
      return new Box(
          height,
          width,
          Math.max(top, 0),
          Math.min(top + boxHeight, height),
          Math.max(left, 0),
          Math.min(left + boxWidth, width));
    }

    /** Returns which share of the image it is. */
    double share() {
      return (double) (bottom - top) * (right - left) / ((double) height * width);
    }

    /** Returns 1 within the box, (1, 1, H, W). */
    Tensor mask() {
      int[] mask = new int[height * width];
      for (int row = top; row < bottom; row++) {
        Arrays.fill(mask, row * width + left, row * width + right, 1);
      }
      return Tensor.of(mask, Shape.of(1, 1, height, width));
    }
  }
}
