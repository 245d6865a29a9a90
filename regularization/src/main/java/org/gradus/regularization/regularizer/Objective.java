package org.gradus.regularization.regularizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightDecay;

/**
 * What a step of training minimizes, and over what.
 *
 * @param loss a single number, tracked, not yet walked back
 * @param parameters all parameters of the network by path, in order
 * @param weights the paths of those that are weights
 */
public record Objective(Tensor loss, Map<String, Parameter> parameters, Set<String> weights) {
  /**
   * Keeps copies of map and set.
   *
   * @throws ShapeException if the loss is not a single number
   */
  public Objective {
    if (loss.elements() != 1) {
      throw ShapeException.of(
          "objective",
          "the loss is not a single number",
          "one element",
          loss.elements() + " elements",
          loss.shape());
    }
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    weights = Collections.unmodifiableSet(new LinkedHashSet<>(weights));
  }

  /**
   * Returns the objective of a network. Its weights are the parameters that are {@linkplain
   * WeightDecay decayed}: biases, gains and learned slopes are not.
   *
   * @throws ShapeException if the loss is not a single number
   */
  public static Objective of(Tensor loss, Module network) {
    return new Objective(loss, network.parameters(), WeightDecay.of(network).decayed().keySet());
  }

  /** Returns this objective with another loss. */
  public Objective withLoss(Tensor other) {
    return new Objective(other, parameters, weights);
  }
}
