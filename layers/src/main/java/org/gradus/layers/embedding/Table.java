package org.gradus.layers.embedding;

import java.util.Arrays;
import java.util.Optional;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.Construction;

/** What the layers that look up rows of a table share. */
final class Table {
  private Table() {}

  static void check(String layer, int entries, int features, Optional<Integer> padding) {
    Settings.requireSize(layer, "entries", entries);
    Settings.requireSize(layer, "features", features);
    padding.ifPresent(
        row ->
            Settings.require(
                row >= 0 && row < entries, layer, "padding", "an entry below " + entries, row));
  }

  static Parameter create(
      Construction construction,
      int entries,
      int features,
      Optional<Integer> padding,
      Initializer initializer) {
    Shape shape = Shape.of(entries, features);
    Initializer padded = padding.isPresent() ? new Padded(initializer, padding.get()) : initializer;
    return construction.parameter("weight", shape, Fans.embedding(shape), padded);
  }

  /** Returns the shape of what is looked up by indices of a shape. */
  static Shape results(Shape indices, int features) {
    int[] sizes = Arrays.copyOf(indices.toArray(), indices.rank() + 1);
    sizes[indices.rank()] = features;
    return Shape.of(sizes);
  }

  /** Starts one row with zeros and the others as another initializer does. */
  private record Padded(Initializer others, int row) implements Initializer {
    @Override
    public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
      int[] mask = new int[shape.size(0)];
      mask[row] = 1;
      Tensor value = others.create(dtype, shape, fans, random);
      return Indexing.maskedFill(value, Tensor.of(mask, Shape.of(mask.length, 1)), 0);
    }
  }
}
