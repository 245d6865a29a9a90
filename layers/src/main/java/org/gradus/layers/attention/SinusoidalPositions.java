package org.gradus.layers.attention;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Adds waves of different lengths to tell positions: y[t, 2i] = x[t, 2i] + sin(t / base^(2i / C)),
 * and cosines at 2i + 1.
 *
 * <p>Shapes: x and y (N, T, C), for any number of steps T. It learns nothing.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017.
 *
 * @param base above 0; 10,000 in the paper
 */
public record SinusoidalPositions(double base) implements Module, Module.Config {
  /**
   * Checks the base.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public SinusoidalPositions {
    Settings.requirePositive("sinusoidal-positions", "base", base);
  }

  /** Creates those of the paper. */
  @Defaults
  public SinusoidalPositions() {
    this(10_000);
  }

  /** Returns this, its own config. */
  @Override
  public SinusoidalPositions config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    requireSequences(input);
    return input;
  }

  private static void requireSequences(Shape input) {
    if (input.rank() != 3) {
      throw ShapeException.of(
          "sinusoidal-positions", "the input does not fit", "(N, T, C)", input.toString());
    }
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    requireSequences(x.shape());
    return x.add(table(x.size(1), x.size(2), x.dtype()));
  }

  private Tensor table(int steps, int features, DType dtype) {
    double[] waves = new double[steps * features];
    for (int i = 0; i < features; i++) {
      double frequency = Math.pow(base, -(double) (i - i % 2) / features);
      for (int t = 0; t < steps; t++) {
        double angle = t * frequency;
        waves[t * features + i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return Tensor.of(waves, Shape.of(steps, features)).cast(dtype);
  }
}
