package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Multiplies negative numbers by a random slope in training, and by the mean slope in evaluation: y
 * = max(x, 0) + a · min(x, 0), dy/dx = 1 where x &gt; 0, else a (also at 0). The randomized ReLU.
 *
 * <p>In training a is drawn for every element and pass, uniform in [lower, upper); in evaluation it
 * is (lower + upper) / 2.
 *
 * <p>Source: Xu, Wang, Chen and Li, "Empirical evaluation of rectified activations in convolutional
 * network", 2015.
 *
 * @param lower the least slope, a finite number
 * @param upper the greatest slope, a finite number not below lower
 */
public record RRelu(double lower, double upper) implements Module, Module.Config {
  /**
   * Checks the slopes.
   *
   * @throws IllegalArgumentException if one is not finite, or upper is below lower
   */
  public RRelu {
    Settings.requireFinite("rrelu", "lower", lower);
    Settings.requireFinite("rrelu", "upper", upper);
    Settings.require(upper >= lower, "rrelu", "upper", "at least lower, " + lower, upper);
  }

  /** Creates slopes between 1/8 and 1/3, as PyTorch's. */
  @Defaults
  public RRelu() {
    this(1.0 / 8, 1.0 / 3);
  }

  /** Returns this, its own config. */
  @Override
  public RRelu config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return context.isRandom()
        ? x.combine(Rectifier.INSTANCE, slopes(x, context.random()))
        : x.map(new LeakyRelu((lower + upper) / 2));
  }

  private Tensor slopes(Tensor x, RandomSource random) {
    int length = x.elements();
    if (x.dtype() == DType.FLOAT32) {
      float[] values = new float[length];
      random.fillUniform(values, 0, length);
      float from = (float) lower;
      float width = (float) (upper - lower);
      for (int i = 0; i < length; i++) {
        values[i] = from + width * values[i];
      }
      return Tensor.of(values, x.shape());
    }
    double[] values = new double[length];
    random.fillUniform(values, 0, length);
    for (int i = 0; i < length; i++) {
      values[i] = lower + (upper - lower) * values[i];
    }
    return Tensor.of(values, x.shape());
  }
}
