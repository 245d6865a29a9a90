package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradus.layers.recurrent.PytorchWeights;

/**
 * What a case calls the parameters and buffers of a network: from our paths, such as {@code
 * 3/branch/1/running-mean}, to names such as {@code block1.bn1.running_mean}.
 */
final class PytorchNames implements UnaryOperator<String> {
  private static final Map<String, String> STATISTICS =
      Map.of(
          "running-mean", "running_mean",
          "running-variance", "running_var",
          "batches", "num_batches_tracked");

  private final Map<String, String> modules;

  private PytorchNames(Map<String, String> modules) {
    this.modules = modules;
  }

  /** Returns the names of a network whose modules at some paths have names. */
  static PytorchNames of(Map<String, String> modules) {
    return new PytorchNames(Map.copyOf(modules));
  }

  /** Returns the names of a network that is itself a module with a name. */
  static PytorchNames of(String module) {
    return of(Map.of("", module));
  }

  /** Returns these names with those of the modules within a block. */
  PytorchNames withBlock(String path, String name, Map<String, String> parts) {
    Map<String, String> more = new LinkedHashMap<>(modules);
    parts.forEach((part, partName) -> more.put(path + "/" + part, name + "." + partName));
    return of(more);
  }

  /** Returns the name of a parameter or buffer within a single layer. */
  static String withinLayer(String path) {
    return STATISTICS.getOrDefault(path, PytorchWeights.nameOf(path));
  }

  /**
   * Returns the name of a parameter or buffer of the network.
   *
   * @throws NotCoveredException if it is of no module that has a name
   */
  @Override
  public String apply(String path) {
    String module = path;
    while (!module.isEmpty()) {
      module = module.substring(0, Math.max(0, module.lastIndexOf('/')));
      String name = modules.get(module);
      if (name != null) {
        String rest = module.isEmpty() ? path : path.substring(module.length() + 1);
        return name + "." + withinLayer(rest);
      }
    }
    throw new NotCoveredException("path", path);
  }
}
