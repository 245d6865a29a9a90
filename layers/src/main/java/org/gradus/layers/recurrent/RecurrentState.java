package org.gradus.layers.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Tensor;

/**
 * What a recurrent network remembers from one step to the next: tensors by name, in order, such as
 * {@code h} and {@code c} of an LSTM.
 *
 * <p>Shapes: of a cell (N, features), each name with its own number of features; of a {@link
 * Recurrent} layer (layers · directions, N, features), ordered by layer and then by direction, as
 * in PyTorch.
 *
 * @param parts the tensors by name
 */
public record RecurrentState(Map<String, Tensor> parts) {
  /** Keeps a copy of the map, in its order. */
  public RecurrentState {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Returns a state of one part. */
  public static RecurrentState of(String name, Tensor part) {
    return new RecurrentState(Map.of(name, part));
  }

  /** Returns a state of two parts. */
  public static RecurrentState of(
      String firstName, Tensor first, String secondName, Tensor second) {
    return of(firstName, first).with(secondName, second);
  }

  /** Returns this with a part added, or replaced if there is one of the name. */
  public RecurrentState with(String name, Tensor part) {
    Map<String, Tensor> changed = new LinkedHashMap<>(parts);
    changed.put(name, part);
    return new RecurrentState(changed);
  }

  /**
   * Returns a part.
   *
   * @throws NoSuchElementException if there is none of the name
   */
  public Tensor get(String name) {
    Tensor part = parts.get(name);
    if (part == null) {
      throw new NoSuchElementException(
          "[recurrent state] a part is missing: expected %s, got %s."
              .formatted(name, parts.isEmpty() ? "no parts" : String.join(", ", parts.keySet())));
    }
    return part;
  }

  /** Returns this with every part replaced by what a function makes of it. */
  public RecurrentState map(UnaryOperator<Tensor> f) {
    Map<String, Tensor> changed = new LinkedHashMap<>();
    parts.forEach((name, part) -> changed.put(name, f.apply(part)));
    return new RecurrentState(changed);
  }

  /**
   * Returns a copy through which gradients do not flow, and which outlives the step of a {@link
   * org.gradus.core.tensor.Workspace}: what the next segment of truncated back-propagation starts
   * from.
   */
  public RecurrentState detach() {
    return map(Tensor::copy);
  }

  /** Returns states of the same parts as one, each part stacked along a new first axis. */
  static RecurrentState stack(List<RecurrentState> states) {
    Map<String, Tensor> stacked = new LinkedHashMap<>();
    for (String name : states.get(0).parts.keySet()) {
      stacked.put(
          name, Shaping.stack(0, states.stream().map(s -> s.get(name)).toArray(Tensor[]::new)));
    }
    return new RecurrentState(stacked);
  }

  /** Returns the states that were stacked along the first axis of every part. */
  List<RecurrentState> unstack() {
    List<RecurrentState> states = new ArrayList<>();
    for (Map.Entry<String, Tensor> part : parts.entrySet()) {
      List<Tensor> pieces = Shaping.unbind(part.getValue(), 0);
      for (int i = 0; i < pieces.size(); i++) {
        if (i == states.size()) {
          states.add(new RecurrentState(Map.of()));
        }
        states.set(i, states.get(i).with(part.getKey(), pieces.get(i)));
      }
    }
    return states;
  }
}
