package org.gradus.core.window;

import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** The patches of images that a window shows, written out as columns, and put together again. */
public final class Patches {
  private Patches() {}

  /**
   * Returns the patches of images: what a window of U × V elements shows at each of its L
   * positions, row by row, with zeros for padding.
   *
   * @param images (N, C, H, W)
   * @return (N, C · U · V, L)
   * @throws ShapeException if there are not four axes, or the window is longer than a padded one
   */
  public static Tensor unfold(Tensor images, Window rows, Window columns) {
    if (images.rank() != 4) {
      throw ShapeException.of("unfold", "no images", "(N, C, H, W)", images.shape().toString());
    }
    PatchGrid grid =
        PatchGrid.of("unfold", images.size(1), images.size(2), images.size(3), rows, columns);
    return Unfold.of(grid, images);
  }

  /**
   * Returns the sums of patches at the places where {@link #unfold} would take them from, which is
   * its transpose.
   *
   * @param patches (N, C · U · V, L)
   * @param height H
   * @param width W
   * @return (N, C, H, W)
   * @throws ShapeException if the patches are not those of such images
   */
  public static Tensor fold(Tensor patches, Window rows, Window columns, int height, int width) {
    int kernel = rows.kernel() * columns.kernel();
    int channels = patches.rank() == 3 ? patches.size(1) / kernel : 0;
    PatchGrid grid = PatchGrid.of("fold", channels, height, width, rows, columns);
    if (patches.rank() != 3
        || patches.size(1) % kernel != 0
        || patches.size(2) != grid.positions()) {
      throw ShapeException.of(
          "fold",
          "the patches do not fit an image of " + height + " × " + width,
          "(N, C · " + kernel + ", " + grid.positions() + ")",
          patches.shape().toString());
    }
    return Fold.of(grid, patches);
  }
}
