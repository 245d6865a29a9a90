package org.gradus.layers.shaping;

import java.util.List;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Patches;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Adds patches at the places where {@link Unfold} takes them from: (N, C · kernel rows · kernel
 * columns, positions) to (N, C, height, width).
 *
 * @param height the height of the images, at least 1
 * @param width the width of the images, at least 1
 * @param windows how the window moves along rows and columns
 */
public record Fold(int height, int width, List<Window> windows) implements Module, Module.Config {
  /**
   * Checks sizes and windows.
   *
   * @throws IllegalArgumentException if a size is below 1, or there are not two windows
   */
  public Fold {
    Settings.requireSize("fold", "height", height);
    Settings.requireSize("fold", "width", width);
    windows = Windows.checked("fold", windows);
    Settings.require(windows.size() == 2, "fold", "windows", "two", windows.size());
  }

  /** Returns this, its own config. */
  @Override
  public Fold config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return forward(Tensor.zeros(DType.FLOAT32, input)).shape();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Patches.fold(x, windows.get(0), windows.get(1), height, width);
  }
}
