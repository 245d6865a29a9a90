package org.gradus.core.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.UpdateLoop;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.pointwise.UpdateFunction;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.RowSum;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** A parameter with what its rule remembers of it. */
final class ParameterState extends DirectAccess {
  private final ParameterGroup group;
  private final Parameter parameter;
  private final List<String> names;
  private final Buffer[] buffers;
  private long steps;

  ParameterState(ParameterGroup group, Parameter parameter) {
    this.group = group;
    this.parameter = parameter;
    this.names = group.rule().states();
    this.buffers = new Buffer[names.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] =
          Buffer.of(
              Tensor.full(
                  parameter.dtype(), parameter.shape(), group.rule().initial(names.get(i))));
    }
  }

  Parameter parameter() {
    return parameter;
  }

  long steps() {
    return steps;
  }

  Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int i = 0; i < buffers.length; i++) {
      values.put(names.get(i), buffers[i].tensor().copy());
    }
    return values;
  }

  /** Restores what {@link #values} and {@link #steps} returned, of which nothing is missing. */
  void restore(Map<String, Tensor> saved, String prefix) {
    for (int i = 0; i < buffers.length; i++) {
      buffers[i].set(found(saved, prefix + names.get(i)));
    }
    steps = (long) found(saved, prefix + Optimizer.STEPS).item();
  }

  private static Tensor found(Map<String, Tensor> saved, String key) {
    return Objects.requireNonNull(saved.get(key), key);
  }

  /**
   * Makes one step, in one pass over parameter, gradient and state, or over those of their rows
   * that were looked up.
   */
  void update(Tensor gradient) {
    if (!gradient.shape().equals(parameter.shape())) {
      throw ShapeException.of(
          "optimizer",
          "the gradient does not fit its parameter",
          parameter.shape().toString(),
          gradient.shape().toString());
    }
    if (gradient.dtype() != parameter.dtype()) {
      throw new DTypeException(
          "optimizer", "that of the parameter, " + parameter.dtype(), gradient.dtype());
    }
    steps++;
    UpdateFunction f = group.rule().at(steps, group.learningRate());
    if (group.rule() instanceof LayerwiseRule layerwise) {
      double before = norm(parameter.tensor());
      updateAll(f, gradient);
      double direction = norm(buffers[buffers.length - 1].tensor());
      updateAll(layerwise.scaled(before, direction, group.learningRate()), gradient);
      return;
    }
    Optional<RowSum> rows = RowSum.in(gradient).filter(this::isWorthwhile);
    if (rows.isPresent()) {
      updateRows(f, rows.get().distinct());
    } else {
      updateAll(f, gradient);
    }
  }

  private static double norm(Tensor x) {
    return Autograd.noGrad(() -> Math.sqrt(x.detach().cast(DType.FLOAT64).square().sum().item()));
  }

  /** Returns whether updating some rows alone is right, and quicker than updating all. */
  private boolean isWorthwhile(RowSum rows) {
    return group.rule().keepsWhatHasNoGradient() && 2 * rows.count() < parameter.shape().size(0);
  }

  private void updateAll(UpdateFunction f, Tensor gradient) {
    Run run = running(f, gradient);
    int go = offset(gradient);
    Chunks.run(gradient.elements(), (from, n) -> run.update(go, from, n));
    end();
  }

  private void updateRows(UpdateFunction f, RowSum.Distinct rows) {
    Tensor values = rows.values();
    int[] indices = rows.indices();
    int length = values.shape().elements(1, values.rank());
    Run run = running(f, values);
    int first = offset(values);
    Chunks.lines(
        indices.length,
        length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int at = indices[i] * length;
            // The gradient's element of the parameter's element k is at k + this.
            run.update(first + i * length - at, at, length);
          }
        });
    end();
  }

  /** Updates n elements from one on. */
  @FunctionalInterface
  private interface Run {
    void update(int gradientOffset, int from, int n);
  }

  private Run running(UpdateFunction f, Tensor gradient) {
    UpdateLoop loop = Backend.current().update(f);
    if (parameter.dtype() == DType.FLOAT32) {
      float[] g = floats(gradient);
      float[][] states = new float[buffers.length][];
      for (int i = 0; i < states.length; i++) {
        states[i] = (float[]) overwrite(buffers[i]);
      }
      float[] p = (float[]) overwrite(parameter);
      return (go, from, n) -> loop.update(f, p, g, go, states, from, n);
    }
    double[] g = doubles(gradient);
    double[][] states = new double[buffers.length][];
    for (int i = 0; i < states.length; i++) {
      states[i] = (double[]) overwrite(buffers[i]);
    }
    double[] p = (double[]) overwrite(parameter);
    return (go, from, n) -> loop.update(f, p, g, go, states, from, n);
  }

  private void end() {
    for (Buffer buffer : buffers) {
      overwritten(buffer);
    }
    overwritten(parameter);
  }
}
