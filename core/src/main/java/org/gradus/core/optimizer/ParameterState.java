package org.gradus.core.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.UpdateLoop;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.pointwise.UpdateFunction;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Parameter;
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
      buffers[i] = Buffer.of(Tensor.zeros(parameter.dtype(), parameter.shape()));
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

  void restore(String prefix, Map<String, Tensor> saved, long savedSteps) {
    for (int i = 0; i < buffers.length; i++) {
      Tensor value = saved.get(prefix + names.get(i));
      if (value != null) {
        buffers[i].set(value);
      }
    }
    steps = savedSteps;
  }

  /** Makes one step, in one pass over parameter, gradient and state. */
  void update(Tensor gradient) {
    if (!gradient.shape().equals(parameter.shape())) {
      throw ShapeException.of(
          "optimizer",
          "the gradient does not fit its parameter",
          parameter.shape().toString(),
          gradient.shape().toString());
    }
    steps++;
    UpdateFunction f = group.rule().at(steps, group.learningRate());
    UpdateLoop loop = Backend.current().update(f);
    int go = offset(gradient);
    if (parameter.dtype() == DType.FLOAT32) {
      float[] g = floats(gradient);
      float[][] states = new float[buffers.length][];
      for (int i = 0; i < states.length; i++) {
        states[i] = (float[]) overwrite(buffers[i]);
      }
      float[] p = (float[]) overwrite(parameter);
      Chunks.run(gradient.elements(), (from, n) -> loop.update(f, p, g, go, states, from, n));
    } else {
      double[] g = doubles(gradient);
      double[][] states = new double[buffers.length][];
      for (int i = 0; i < states.length; i++) {
        states[i] = (double[]) overwrite(buffers[i]);
      }
      double[] p = (double[]) overwrite(parameter);
      Chunks.run(gradient.elements(), (from, n) -> loop.update(f, p, g, go, states, from, n));
    }
    for (Buffer buffer : buffers) {
      overwritten(buffer);
    }
    overwritten(parameter);
  }
}
