package org.gradus.layers.normalization;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightedLayer;
import org.jspecify.annotations.Nullable;

/**
 * Divides the weight of a layer by its largest singular value, which makes the layer 1-Lipschitz: w
 * = W / σ, σ = uᵀ · W · v, W being the weight as a matrix (outputs, all else).
 *
 * <p>The singular vectors are the buffers {@code u} (outputs) and {@code v} (all else). Each pass
 * in training improves them by some steps of the power iteration, v = Wᵀ · u / ‖Wᵀ · u‖, u = W · v
 * / ‖W · v‖; evaluation leaves them as they are. Gradients take them for constants. They start from
 * random vectors, after {@value #FIRST_ITERATIONS} steps. The parameter {@code layer/weight} is W.
 *
 * <p>Source: Miyato, Kataoka, Koyama and Yoshida, "Spectral normalization for generative
 * adversarial networks", 2018.
 */
public final class SpectralNorm implements Module {
  private static final String NAME = "spectral-norm";
  private static final int FIRST_ITERATIONS = 15;

  private final WeightedLayer layer;
  private final int iterations;
  private final double epsilon;
  private @Nullable Buffer u;
  private @Nullable Buffer v;

  private SpectralNorm(WeightedLayer layer, int iterations, double epsilon) {
    this.layer = layer;
    this.iterations = iterations;
    this.epsilon = epsilon;
  }

  /**
   * What a layer of normalized weight is made of.
   *
   * @param layer the config of the layer
   * @param iterations steps of the power iteration for each pass in training, at least 1
   * @param epsilon the smallest norm that a vector is divided by, ≥ 0
   */
  public record Config(WeightedLayer.Config layer, int iterations, double epsilon)
      implements Module.Config {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there are no iterations, or ε is negative or not finite
     */
    public Config {
      Settings.requireSize(NAME, "iterations", iterations);
      Settings.requireNotNegative(NAME, "epsilon", epsilon);
    }

    /** Makes one step for each pass, with ε = 10⁻¹². */
    @Defaults
    public Config(WeightedLayer.Config layer) {
      this(layer, 1, 1e-12);
    }
  }

  /** Returns a layer whose singular value is followed by one step for each pass. */
  public static SpectralNorm of(WeightedLayer layer) {
    return new SpectralNorm(layer, 1, 1e-12);
  }

  /**
   * Returns the layer that is made of a config.
   *
   * @param plugins makes the layer inside
   */
  public static SpectralNorm of(Config config, Plugins plugins) {
    return new SpectralNorm(
        WeightedLayer.create(NAME, config.layer, plugins), config.iterations, config.epsilon);
  }

  /**
   * Returns a layer like this one, over the same inner layer, of so many steps for each pass.
   *
   * @throws IllegalArgumentException if there are none
   */
  public SpectralNorm withIterations(int steps) {
    Settings.requireSize(NAME, "iterations", steps);
    return new SpectralNorm(layer, steps, epsilon);
  }

  @Override
  public Config config() {
    return new Config(layer.config(), iterations, epsilon);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (u != null) {
      throw BuildException.builtBefore(NAME, construction);
    }
    Shape output = construction.build("layer", layer, input);
    Tensor matrix = matrix().detach();
    Tensor[] start = {
      random(construction, "u", matrix.size(0)), random(construction, "v", matrix.size(1))
    };
    for (int i = 0; i < FIRST_ITERATIONS; i++) {
      improve(matrix, start);
    }
    u = construction.buffer("u", start[0]);
    v = construction.buffer("v", start[1]);
    return output;
  }

  private Tensor random(Construction construction, String name, int length) {
    RandomSource random = construction.random(name);
    double[] values = new double[length];
    random.fillGaussian(values, 0, length);
    return unit(Tensor.of(values)).cast(construction.dtype());
  }

  private Tensor matrix() {
    Tensor w = layer.weight().tensor();
    return w.reshape(w.size(0), -1);
  }

  private Tensor unit(Tensor x) {
    return Reductions.normalize(x, 2, 0, epsilon);
  }

  /** Takes a step of the power iteration. */
  private void improve(Tensor matrix, Tensor... vectors) {
    vectors[1] = unit(vectors[0].matmul(matrix));
    vectors[0] = unit(matrix.matmul(vectors[1]));
  }

  /**
   * Returns the normalized weight, W / σ, by the singular vectors as they are.
   *
   * @throws BuildException if the layer is not built
   */
  public Tensor weight() {
    Buffer left = u;
    Buffer right = v;
    if (left == null || right == null) {
      throw BuildException.withoutParameters(NAME);
    }
    // Copies: another pass may improve the vectors before this one is walked back.
    Tensor sigma = left.tensor().copy().matmul(matrix().matmul(right.tensor().copy()));
    return layer.weight().tensor().div(sigma);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Buffer left = u;
    Buffer right = v;
    if (left == null || right == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    if (context.isTraining()) {
      Autograd.noGrad(
          () -> {
            Tensor[] vectors = {left.tensor(), right.tensor()};
            for (int i = 0; i < iterations; i++) {
              improve(matrix(), vectors);
            }
            left.set(vectors[0]);
            right.set(vectors[1]);
          });
    }
    Tensor weight = weight();
    return context.forward("layer", layer, x, inner -> layer.forward(x, weight, inner), y -> y);
  }

  @Override
  public Map<String, Module> children() {
    return Map.of("layer", layer);
  }

  @Override
  public Map<String, Buffer> ownBuffers() {
    Buffer left = u;
    Buffer right = v;
    if (left == null || right == null) {
      return Map.of();
    }
    Map<String, Buffer> buffers = new LinkedHashMap<>();
    buffers.put("u", left);
    buffers.put("v", right);
    return buffers;
  }
}
