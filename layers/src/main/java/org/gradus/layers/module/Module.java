package org.gradus.layers.module;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.plugin.ComponentConfig;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * A part of a network: a layer, a container of layers, a whole model.
 *
 * <p>A module is made of its config, then built once for the shape of its input, which creates its
 * parameters, and then run. Parameters, buffers and children have names; their paths, such as
 * {@code encoder/0/weight}, are the keys of saved models, optimizer state and messages.
 *
 * <p>An implementation is a final class with a nested {@code record Config} that checks itself, and
 * is listed by a {@link ModuleProvider}.
 */
public interface Module {
  /** What a module is configured by: the record that is written to JSON. */
  interface Config extends ComponentConfig<ModuleProvider> {}

  /** Returns the config that the module was made of. */
  Config config();

  /**
   * Creates the parameters for inputs of a shape, and returns the shape of the results. Called
   * once, before the first forward pass. The first axis is the batch and may be of any size later.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shape does not fit the config
   */
  Shape build(Shape input, Construction construction);

  /**
   * Builds the module as a whole network of FLOAT32 parameters.
   *
   * @param input the shape of an input, its batch axis of any size
   * @param random where initial values come from
   * @return the shape of the result
   */
  default Shape build(Shape input, RandomSource random) {
    return Construction.of(DType.FLOAT32, random).build(this, input);
  }

  /** Runs the module. */
  Tensor forward(Tensor x, Context context);

  /** Runs the module for inference: in evaluation, and without recording. */
  default Tensor forward(Tensor x) {
    return Autograd.noGrad(() -> forward(x, Context.eval()));
  }

  /** Returns the children by name, in order. */
  default Map<String, Module> children() {
    return Map.of();
  }

  /** Returns the parameters of this module itself by name, in order; empty before it is built. */
  default Map<String, Parameter> ownParameters() {
    return Map.of();
  }

  /** Returns the buffers of this module itself by name, in order; empty before it is built. */
  default Map<String, Buffer> ownBuffers() {
    return Map.of();
  }

  /**
   * Returns the multiply-adds of one forward pass of this module itself, without its children.
   *
   * @param input the shape of its input
   */
  default long multiplyAdds(Shape input) {
    return 0;
  }

  /**
   * Returns what a parameter is for, which depends on neither its value nor whether it is built. By
   * default children say so for theirs, and {@linkplain ParameterRole#byName name and shape} for
   * the module's own.
   *
   * @param path of a parameter of this module or one below it
   * @param shape of the parameter
   */
  default ParameterRole role(String path, Shape shape) {
    for (Map.Entry<String, Module> child : children().entrySet()) {
      String prefix = child.getKey() + "/";
      if (path.startsWith(prefix)) {
        return child.getValue().role(path.substring(prefix.length()), shape);
      }
    }
    return ParameterRole.byName(path, shape);
  }

  /** Returns all parameters of the module and its children, by path, in order. */
  default Map<String, Parameter> parameters() {
    Map<String, Parameter> all = new LinkedHashMap<>(ownParameters());
    children()
        .forEach(
            (name, child) ->
                child.parameters().forEach((path, value) -> all.put(name + "/" + path, value)));
    return all;
  }

  /** Returns all buffers of the module and its children, by path, in order. */
  default Map<String, Buffer> buffers() {
    Map<String, Buffer> all = new LinkedHashMap<>(ownBuffers());
    children()
        .forEach(
            (name, child) ->
                child.buffers().forEach((path, value) -> all.put(name + "/" + path, value)));
    return all;
  }
}
