package org.gradus.layers.shaping;

import java.util.List;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Patches;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Writes out what a window shows of images at each of its positions, with zeros for padding: (N, C,
 * H, W) to (N, C · kernel rows · kernel columns, positions), positions row by row.
 *
 * @param windows how the window moves along rows and columns
 */
public record Unfold(List<Window> windows) implements Module, Module.Config {
  /**
   * Checks the windows.
   *
   * @throws IllegalArgumentException if there are not two
   */
  public Unfold {
    windows = Windows.checked("unfold", windows);
    Settings.require(windows.size() == 2, "unfold", "windows", "two", windows.size());
  }

  /**
   * Returns a layer whose window moves by one.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static Unfold of(int rows, int columns) {
    return new Unfold(Windows.of(rows, columns));
  }

  /** Returns this, its own config. */
  @Override
  public Unfold config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (input.rank() != 4) {
      throw ShapeException.of("unfold", "no images", "(N, C, H, W)", input.toString());
    }
    Window rows = windows.get(0);
    Window columns = windows.get(1);
    return Shape.of(
        input.size(0),
        input.size(1) * rows.kernel() * columns.kernel(),
        rows.positions("unfold", input.size(2)) * columns.positions("unfold", input.size(3)));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Patches.unfold(x, windows.get(0), windows.get(1));
  }
}
