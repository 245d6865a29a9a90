package org.gradus.layers.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;

/**
 * The parameters and buffers of a network at one moment, to go back to: the best epoch, the state
 * before a step, a member of an ensemble.
 *
 * @param values parameters and buffers by path, in order
 */
public record ModelState(Map<String, Tensor> values) {
  private static final String NOTHING = "nothing";

  /** Keeps a copy of the map. */
  public ModelState {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns a copy of the parameters and buffers of a network that is built. */
  public static ModelState of(Module network) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    network.parameters().forEach((path, p) -> values.put(path, p.tensor().detach().copy()));
    network.buffers().forEach((path, b) -> values.put(path, b.tensor().copy()));
    return new ModelState(values);
  }

  /**
   * Sets the parameters and buffers of a network to these: all, or none if something does not fit.
   *
   * @throws StateMismatchException if values are missing, unexpected, or of another type or shape
   */
  public void restoreTo(Module network) {
    requireFit(network);
    network.parameters().forEach((path, p) -> p.set(at(path)));
    network.buffers().forEach((path, b) -> b.set(at(path)));
  }

  /**
   * Requires these to be the parameters and buffers of such a network.
   *
   * @throws StateMismatchException if values are missing, unexpected, or of another type or shape
   */
  public void requireFit(Module network) {
    List<StateMismatchException.Difference> differences = new ArrayList<>();
    Set<String> unexpected = new LinkedHashSet<>(values.keySet());
    Map<String, Tensor> own = new LinkedHashMap<>();
    network.parameters().forEach((path, p) -> own.put(path, p.tensor()));
    network.buffers().forEach((path, b) -> own.put(path, b.tensor()));
    own.forEach(
        (path, value) -> {
          unexpected.remove(path);
          Tensor saved = values.get(path);
          String expected = describe(value.dtype(), value.shape());
          String got = saved == null ? NOTHING : describe(saved.dtype(), saved.shape());
          if (!expected.equals(got)) {
            differences.add(new StateMismatchException.Difference(path, expected, got));
          }
        });
    for (String path : unexpected) {
      Tensor saved = at(path);
      differences.add(
          new StateMismatchException.Difference(
              path, NOTHING, describe(saved.dtype(), saved.shape())));
    }
    if (!differences.isEmpty()) {
      throw new StateMismatchException("the saved state", differences);
    }
  }

  private Tensor at(String path) {
    Tensor value = values.get(path);
    if (value == null) {
      throw new IllegalStateException("[model state] there is no value at " + path + ".");
    }
    return value;
  }

  private static String describe(DType dtype, Shape shape) {
    return dtype + " " + shape;
  }
}
