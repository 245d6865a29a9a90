package org.gradus.layers.normalization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.Construction;

/**
 * The gain and shift of a normalizer, ones and zeros where they are not learned.
 *
 * @param parameters those that are learned, {@code weight} and {@code bias}
 * @param ones stands for a gain
 * @param zeros stands for a shift
 */
record GainAndShift(Map<String, Parameter> parameters, Tensor ones, Tensor zeros) {
  static GainAndShift create(
      Construction construction,
      Shape shape,
      Optional<Initializer> weight,
      Optional<Initializer> bias) {
    Fans fans = Fans.of(Shape.of(1));
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    weight.ifPresent(
        initializer ->
            parameters.put("weight", construction.parameter("weight", shape, fans, initializer)));
    bias.ifPresent(
        initializer ->
            parameters.put("bias", construction.parameter("bias", shape, fans, initializer)));
    Tensor ones = Tensor.ones(construction.dtype(), shape).copy();
    Tensor zeros = Tensor.zeros(construction.dtype(), shape).copy();
    return new GainAndShift(parameters, ones, zeros);
  }

  /** Returns the gain for inputs of a type. */
  Tensor gain(DType dtype) {
    Parameter weight = parameters.get("weight");
    return weight == null ? as(dtype, ones) : weight.tensor();
  }

  /** Returns the shift for inputs of a type. */
  Tensor shift(DType dtype) {
    Parameter bias = parameters.get("bias");
    return bias == null ? as(dtype, zeros) : bias.tensor();
  }

  /** A module without parameters takes both types, whatever it was built for. */
  private static Tensor as(DType dtype, Tensor constant) {
    return constant.dtype() == dtype ? constant : constant.cast(dtype);
  }
}
