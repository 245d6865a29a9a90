package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Turns images about their centres by a random angle, counterclockwise if positive: uniform in
 * [−most, most). Numbers between pixels are interpolated linearly in both directions; outside the
 * image there are zeros.
 *
 * <p>Shapes: (C, H, W), the first row at the top.
 *
 * @param most the largest angle, in degrees, from 0 to 180
 */
public record Rotation(double most) implements Augmentation {
  private static final String NAME = "rotation";

  /**
   * Checks the angle.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Rotation {
    Settings.require(most >= 0 && most <= 180, NAME, "most", "degrees from 0 to 180", most);
  }

  @Override
  public void requireFit(Shape example) {
    Arguments.requireImage(NAME, example);
  }

  @Override
  public void change(Example example, RandomSource random) {
    turn(example, most * (2 * random.nextDouble() - 1));
  }

  /** Turns an image by an angle in degrees. */
  static void turn(Example example, double degrees) {
    double sine = Math.sin(Math.toRadians(degrees));
    double cosine = Math.cos(Math.toRadians(degrees));
    int height = example.shape().size(1);
    int width = example.shape().size(2);
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    double[] from = example.values();
    double[] to = example.spare();
    int plane = height * width;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        // Where the pixel comes from: turned back. Rows count downwards.
        double dx = column - middleX;
        double dy = row - middleY;
        double x = middleX + cosine * dx - sine * dy;
        double y = middleY + sine * dx + cosine * dy;
        interpolate(from, x, y, height, width, to, row * width + column, plane);
      }
    }
    example.swap();
  }

  /** Sets a pixel of all planes to what is at a place between pixels. */
  private static void interpolate(
      double[] from, double x, double y, int height, int width, double[] to, int at, int plane) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double partX = x - left;
    double partY = y - top;
    double topLeft = weight((1 - partX) * (1 - partY), left, top, height, width);
    double topRight = weight(partX * (1 - partY), left + 1, top, height, width);
    double bottomLeft = weight((1 - partX) * partY, left, top + 1, height, width);
    double bottomRight = weight(partX * partY, left + 1, top + 1, height, width);
    int first = top * width + left;
    for (int offset = 0; offset < from.length; offset += plane) {
      to[offset + at] =
          part(topLeft, from, offset + first)
              + part(topRight, from, offset + first + 1)
              + part(bottomLeft, from, offset + first + width)
              + part(bottomRight, from, offset + first + width + 1);
    }
  }

  /** Returns a weight, or 0 if the pixel is outside the image. */
  private static double weight(double weight, int x, int y, int height, int width) {
    return x >= 0 && x < width && y >= 0 && y < height ? weight : 0;
  }

  /** Returns weight · x, and reads nothing that has no weight. */
  private static double part(double weight, double[] x, int index) {
    return weight == 0 ? 0 : weight * x[index];
  }
}
