package org.gradus.layers.activation;

import java.util.Arrays;
import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies negative numbers by a learned slope: y = max(x, 0) + w · min(x, 0), dy/dx = 1 where x
 * &gt; 0, else w (also at 0), dy/dw = min(x, 0). The parametric ReLU.
 *
 * <p>Shapes: x and y of any shape with {@code weight} w (1); or x and y (N, C, …) with a slope for
 * each channel, w (C). Slopes start at 0.25, as in the paper, and should not be decayed.
 *
 * <pre>{@code
 * PRelu.shared()
 * PRelu.perChannel().withSlope(new Constant(0.1))
 * }</pre>
 *
 * <p>Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
 */
public final class PRelu implements Module {
  private final Config config;
  private @Nullable Parameter weight;

  /** Creates an activation, still without slopes. */
  public PRelu(Config config) {
    this.config = config;
  }

  /**
   * What a parametric ReLU is made of.
   *
   * @param perChannel whether every channel, along axis 1, has a slope of its own
   * @param slope how slopes start
   */
  public record Config(boolean perChannel, Initializer slope) implements Module.Config {
    /** Creates one slope for all, 0.25. */
    @Defaults
    public Config() {
      this(false, new Constant(0.25));
    }
  }

  /** Returns an activation of one slope. */
  public static PRelu shared() {
    return new PRelu(new Config());
  }

  /** Returns an activation of a slope for each channel. */
  public static PRelu perChannel() {
    return new PRelu(new Config(true, new Config().slope));
  }

  /** Returns a new activation like this one whose slopes start otherwise. */
  public PRelu withSlope(Initializer initializer) {
    return new PRelu(new Config(config.perChannel, initializer));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (weight != null) {
      throw BuildException.builtBefore("prelu", construction);
    }
    if (config.perChannel && input.rank() < 2) {
      throw unfit("C", input);
    }
    Shape shape = Shape.of(config.perChannel ? input.size(1) : 1);
    weight = construction.parameter("weight", shape, Fans.of(shape), config.slope);
    return input;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Parameter w = weight;
    if (w == null) {
      throw BuildException.notBuilt("prelu", context);
    }
    return x.combine(Rectifier.INSTANCE, config.perChannel ? alongChannels(w, x) : w.tensor());
  }

  /** Returns the slopes as (C, 1, …), to be broadcast to (N, C, …). */
  private static Tensor alongChannels(Parameter weight, Tensor x) {
    int channels = weight.shape().size(0);
    if (x.rank() < 2 || x.size(1) != channels) {
      throw unfit(String.valueOf(channels), x.shape());
    }
    int[] sizes = new int[x.rank() - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = channels;
    return weight.tensor().reshape(sizes);
  }

  private static ShapeException unfit(String channels, Shape input) {
    return ShapeException.of(
        "prelu", "the input does not fit", "(N, " + channels + ", …)", input.toString());
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    Parameter w = weight;
    return w == null ? Map.of() : Map.of("weight", w);
  }
}
