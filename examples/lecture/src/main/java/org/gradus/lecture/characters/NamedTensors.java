package org.gradus.lecture.characters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradus.core.tensor.Tensor;

/** Tensors by name, in the order in which they were computed. */
final class NamedTensors {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Names a tensor, and returns it. */
  Tensor put(String name, Tensor tensor) {
    tensors.put(name, tensor);
    return tensor;
  }

  /** Returns the tensor of a name that there is. */
  Tensor get(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** Returns the names. */
  List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /** Returns all tensors. */
  Tensor[] all() {
    return tensors.values().toArray(Tensor[]::new);
  }
}
