package org.gradus.layers.recurrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the weights of PyTorch's recurrent layers and cells: {@code weight_ih_l0}, {@code
 * bias_hh_l1_reverse} and so on, or {@code weight_ih} of a cell.
 *
 * <p>The layout is the same, gates in the order i, f, g, o and r, z, n; only the names differ.
 */
public final class PytorchWeights {
  private static final Map<String, String> NAMES =
      Map.of(
          "input-weight", "weight_ih",
          "recurrent-weight", "weight_hh",
          "input-bias", "bias_ih",
          "recurrent-bias", "bias_hh",
          "projection", "weight_hr");

  private PytorchWeights() {}

  /**
   * Returns PyTorch's name of a parameter, its path where PyTorch has none.
   *
   * @param path the path within a recurrent layer or cell, such as {@code l0_reverse/input-weight}
   */
  public static String nameOf(String path) {
    int end = path.lastIndexOf('/');
    String name = NAMES.get(path.substring(end + 1));
    if (name == null) {
      return path;
    }
    return end < 0 ? name : name + "_" + path.substring(0, end);
  }

  /**
   * Sets all parameters of a recurrent layer or cell, or none of them if one does not fit.
   *
   * @param module a {@link Recurrent} layer or a cell of this library, built
   * @param weights the tensors by PyTorch's name
   * @throws IllegalArgumentException if a tensor is missing, of another type or shape, or there are
   *     more than the module has; the message lists all of them
   */
  public static void load(Module module, Map<String, Tensor> weights) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    module.parameters().forEach((path, value) -> parameters.put(nameOf(path), value));
    List<String> differences = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> compare(name, parameter.tensor(), weights.get(name), differences));
    weights.forEach(
        (name, tensor) -> {
          if (!parameters.containsKey(name)) {
            compare(name, null, tensor, differences);
          }
        });
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "[pytorch weights] the tensors do not fit the module: "
              + String.join("; ", differences)
              + ".");
    }
    parameters.forEach(
        (name, parameter) -> parameter.set(Objects.requireNonNull(weights.get(name))));
  }

  private static void compare(
      String name, @Nullable Tensor expected, @Nullable Tensor got, List<String> differences) {
    if (!describe(expected).equals(describe(got))) {
      differences.add("%s: expected %s, got %s".formatted(name, describe(expected), describe(got)));
    }
  }

  private static String describe(@Nullable Tensor tensor) {
    return tensor == null ? "nothing" : tensor.dtype() + " " + tensor.shape();
  }
}
