package org.gradus.layers.initialization;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Starts parameters that are stacked in one tensor each by an initializer of its own, such as those
 * of the gates of a recurrent cell.
 *
 * <p>The first axis is divided into as many equal parts as there are initializers. With the gates
 * in the order input, forget, cell, output, the bias of an LSTM that begins by remembering is
 *
 * <pre>{@code
 * Stacked.of(Constant.zeros(), Constant.ones(), Constant.zeros(), Constant.zeros())
 * }</pre>
 *
 * @param parts the initializers, at least one, in order
 */
public record Stacked(List<Initializer> parts) implements Initializer {
  /**
   * Keeps a copy of the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Stacked {
    Settings.requireSize("stacked", "the number of parts", parts.size());
    parts = List.copyOf(parts);
  }

  /**
   * Returns the initializers in order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Stacked of(Initializer... parts) {
    return new Stacked(Arrays.asList(parts));
  }

  /**
   * Returns one initializer for every part by itself: {@link Orthogonal} gates, for example.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public static Stacked each(int count, Initializer part) {
    Initializer[] parts = new Initializer[Math.max(count, 0)];
    Arrays.fill(parts, part);
    return of(parts);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    int count = parts.size();
    if (shape.rank() == 0 || shape.size(0) % count != 0) {
      throw ShapeException.of(
          "stacked",
          "the parameter has no equal parts",
          "a first size divisible by " + count,
          shape.toString());
    }
    Shape part = shape.withSize(0, shape.size(0) / count);
    Tensor[] values = new Tensor[count];
    for (int i = 0; i < count; i++) {
      values[i] = parts.get(i).create(dtype, part, fans, random.stream(String.valueOf(i)));
    }
    return Shaping.concatenate(0, values);
  }
}
