package org.gradus.layers.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;

/**
 * The check that a module can be made again of its architecture, before a file is written: a model
 * that cannot be loaded is found while it is still in memory.
 */
final class RebuildCheck {
  private RebuildCheck() {}

  /**
   * Requires that the architecture makes a module of the same parameters and buffers.
   *
   * @param source the path of the file, for the message
   * @param values the parameters and buffers by path
   * @throws ModelFileException if it does not
   */
  static void require(
      String source, Architecture architecture, Map<String, Tensor> values, Plugins plugins) {
    Map<String, String> made = new LinkedHashMap<>();
    Module module = plugins.create(architecture.module());
    module.build(
        architecture.inputShape(),
        Construction.restoring(
            architecture.dtype(),
            (path, dtype, shape) -> {
              made.put(path, describe(dtype, shape));
              Tensor value = values.get(path);
              return value != null && value.dtype() == dtype && value.shape().equals(shape)
                  ? value
                  : Tensor.zeros(dtype, shape);
            }));
    Map<String, String> saved = new LinkedHashMap<>();
    values.forEach((path, value) -> saved.put(path, describe(value.dtype(), value.shape())));
    if (!saved.equals(made)) {
      throw new ModelFileException(
          source,
          ("the module cannot be made again of its config: expected parameters and buffers %s, got"
                  + " %s. Hint: a module is built before it is saved, and its config says all that"
                  + " it is made of.")
              .formatted(made, saved));
    }
  }

  private static String describe(DType dtype, Shape shape) {
    return dtype + " " + shape;
  }
}
