package org.gradus.regularization.dropout;

import java.util.Map;
import org.gradus.core.dropout.Dropouts;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightedLayer;

/**
 * Sets weights of a layer to 0 in training, each with probability p, and divides the others by 1 −
 * p: the layer runs with w = W · m / (1 − p) in place of W. Its bias stays.
 *
 * <p>Parameters: those of the layer, under {@code layer}. One mask serves a whole batch, so that a
 * batch costs one product; the paper draws one for each example, and approximates the inference by
 * samples, for which there is {@link MonteCarloDropout}.
 *
 * <pre>{@code
 * DropConnect.of(0.5, Linear.of(100))
 * }</pre>
 *
 * <p>Source: Wan, Zeiler, Zhang, LeCun and Fergus, "Regularization of neural networks using
 * DropConnect", 2013.
 */
public final class DropConnect implements Module {
  private static final String NAME = "drop-connect";

  private final WeightedLayer layer;
  private final double probability;

  private DropConnect(WeightedLayer layer, double probability) {
    this.layer = layer;
    this.probability = probability;
  }

  /**
   * What a layer of dropped weights is made of.
   *
   * @param layer the config of the layer
   * @param probability p, from 0 to below 1
   */
  public record Config(WeightedLayer.Config layer, double probability) implements Module.Config {
    /**
     * Checks the probability.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Config {
      Arguments.requireProbability(NAME, probability);
    }
  }

  /**
   * Returns a layer whose weights are dropped.
   *
   * @param probability p, from 0 to below 1
   * @throws IllegalArgumentException if it is out of range
   */
  public static DropConnect of(double probability, WeightedLayer layer) {
    Arguments.requireProbability(NAME, probability);
    return new DropConnect(layer, probability);
  }

  /**
   * Returns the layer that is made of a config.
   *
   * @param plugins makes the layer inside
   */
  public static DropConnect of(Config config, Plugins plugins) {
    return new DropConnect(WeightedLayer.create(NAME, config.layer, plugins), config.probability);
  }

  @Override
  public Config config() {
    return new Config(layer.config(), probability);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return construction.build("layer", layer, input);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (!context.isRandom()) {
      return context.forward("layer", layer, x);
    }
    Tensor weight = Dropouts.elements(layer.weight().tensor(), probability, context.random());
    return context.forward("layer", layer, x, inner -> layer.forward(x, weight, inner), y -> y);
  }

  @Override
  public Map<String, Module> children() {
    return Map.of("layer", layer);
  }
}
