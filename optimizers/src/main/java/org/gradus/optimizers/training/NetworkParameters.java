package org.gradus.optimizers.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.core.tensor.Parameter;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightDecay;

/**
 * The parameters of a network, and which of them are weights.
 *
 * @param all by path, in order
 * @param weights the paths of those that are weights
 */
public record NetworkParameters(Map<String, Parameter> all, Set<String> weights) {
  /** Keeps copies of map and set. */
  public NetworkParameters {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    weights = Collections.unmodifiableSet(new LinkedHashSet<>(weights));
  }

  /**
   * Returns the parameters of a network that is built. Its weights are those that are {@linkplain
   * WeightDecay decayed}: biases, gains and learned slopes are not.
   */
  public static NetworkParameters of(Module network) {
    return new NetworkParameters(network.parameters(), WeightDecay.of(network).decayed().keySet());
  }
}
