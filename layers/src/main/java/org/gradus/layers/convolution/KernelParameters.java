package org.gradus.layers.convolution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.jspecify.annotations.Nullable;

/** The weight and bias of a convolution, before and after it is built. */
final class KernelParameters {
  private final String layer;
  private final Initializer weightInitializer;
  private final Optional<Initializer> biasInitializer;
  private Map<String, Parameter> byName = Map.of();
  private @Nullable Parameter weight;
  private @Nullable Parameter bias;

  KernelParameters(String layer, Initializer weight, Optional<Initializer> bias) {
    this.layer = layer;
    this.weightInitializer = weight;
    this.biasInitializer = bias;
  }

  /** Creates the parameters. */
  void create(Construction construction, Shape shape, Fans fans, int outputs) {
    if (weight != null) {
      throw BuildException.builtBefore(layer, construction);
    }
    Map<String, Parameter> created = new LinkedHashMap<>();
    weight = construction.parameter("weight", shape, fans, weightInitializer);
    created.put("weight", weight);
    if (biasInitializer.isPresent()) {
      bias = construction.parameter("bias", Shape.of(outputs), fans, biasInitializer.get());
      created.put("bias", bias);
    }
    byName = created;
  }

  /**
   * Returns the weight.
   *
   * @throws BuildException if there is none yet
   */
  Tensor weight(Context context) {
    if (weight == null) {
      throw BuildException.notBuilt(layer, context);
    }
    return weight.tensor();
  }

  /**
   * Returns the weight.
   *
   * @throws BuildException if there is none yet
   */
  Parameter weight() {
    Parameter w = weight;
    if (w == null) {
      throw BuildException.withoutParameters(layer);
    }
    return w;
  }

  /** Returns the bias, or null if there is none. */
  @Nullable Tensor bias() {
    return bias == null ? null : bias.tensor();
  }

  Map<String, Parameter> byName() {
    return byName;
  }
}
