package org.gradus.core.classification;

import org.gradus.core.indexing.Indexing;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = ln Σ_k e^(x_k − m) + (m − x_t) over the last axis, m the largest score; dx = dy · (softmax(x)
 * − onehot(t)).
 *
 * <p>Backward computes the softmax anew: an exponential costs less than keeping a second array of
 * the logits' size from forward to backward.
 */
final class SoftmaxCrossEntropy extends Op {
  private static final SoftmaxCrossEntropy INSTANCE = new SoftmaxCrossEntropy();

  private SoftmaxCrossEntropy() {
    super("softmax-cross-entropy");
  }

  static Tensor of(Tensor logits, Tensor target) {
    String name = INSTANCE.name();
    if (logits.rank() == 0 || !target.shape().equals(logits.shape().reduced(false, -1))) {
      throw ShapeException.of(
          name,
          "logits and target do not fit",
          "(…, classes) and (…)",
          logits.shape() + " and " + target.shape(),
          logits.shape(),
          target.shape());
    }
    if (!logits.dtype().isFloating()) {
      throw new DTypeException(name, "FLOAT32 or FLOAT64 logits (cast converts)", logits.dtype());
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(name, "INT32 classes (cast converts)", target.dtype());
    }
    return INSTANCE.apply(logits, target);
  }

  private static int checked(int target, int position, int classes) {
    if (target < 0 || target >= classes) {
      throw new IndexOutOfBoundsException(
          "[softmax-cross-entropy] a class is out of range: expected 0 to "
              + (classes - 1)
              + ", got "
              + target
              + " at position "
              + position
              + " of the target.");
    }
    return target;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor logits = inputs[0];
    int[] targets = ints(inputs[1]);
    int to = offset(inputs[1]);
    int classes = logits.size(-1);
    int lines = inputs[1].elements();
    Tensor y = allocate(logits.dtype(), inputs[1].shape());
    for (int i = 0; i < lines; i++) {
      checked(targets[to + i], i, classes);
    }
    Reductions kernels = Backend.current().reductions();
    int xo = offset(logits);
    int yo = offset(y);
    if (logits.dtype() == DType.FLOAT32) {
      float[] x = floats(logits);
      float[] losses = floats(y);
      Chunks.lines(
          lines,
          classes,
          (from, end) -> {
            for (int i = from; i < end; i++) {
              int line = xo + i * classes;
              float max = kernels.max(x, line, classes);
              double logarithm = Math.log(kernels.sumOfExp(x, line, max, classes));
              losses[yo + i] = (float) (logarithm + (max - x[line + targets[to + i]]));
            }
          });
    } else {
      double[] x = doubles(logits);
      double[] losses = doubles(y);
      Chunks.lines(
          lines,
          classes,
          (from, end) -> {
            for (int i = from; i < end; i++) {
              int line = xo + i * classes;
              double max = kernels.max(x, line, classes);
              double logarithm = Math.log(kernels.sumOfExp(x, line, max, classes));
              losses[yo + i] = logarithm + (max - x[line + targets[to + i]]);
            }
          });
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor logits = call.input(0);
    Tensor target = call.input(1);
    if (Autograd.isRecording()) {
      Tensor softmax = org.gradus.core.reductions.Reductions.softmax(logits, -1);
      Tensor oneHot = Indexing.oneHot(target, logits.size(-1), logits.dtype());
      return new Tensor[] {gradient.unsqueeze(-1).mul(softmax.sub(oneHot)), null};
    }
    return new Tensor[] {fused(logits, target, gradient), null};
  }

  private static Tensor fused(Tensor logits, Tensor target, Tensor gradient) {
    Shape shape = logits.shape();
    Tensor dx = allocate(logits.dtype(), shape);
    int classes = shape.size(-1);
    int lines = target.elements();
    Reductions kernels = Backend.current().reductions();
    int[] targets = ints(target);
    int to = offset(target);
    int xo = offset(logits);
    int go = offset(gradient);
    int ro = offset(dx);
    if (logits.dtype() == DType.FLOAT32) {
      float[] x = floats(logits);
      float[] g = floats(gradient);
      float[] result = floats(dx);
      Chunks.lines(
          lines,
          classes,
          (from, end) -> {
            for (int i = from; i < end; i++) {
              int line = xo + i * classes;
              int at = ro + i * classes;
              float max = kernels.max(x, line, classes);
              float sum = kernels.expAndSum(x, line, max, result, at, classes);
              kernels.axpby(g[go + i] / sum, result, at, 0, result, at, classes);
              result[at + targets[to + i]] -= g[go + i];
            }
          });
    } else {
      double[] x = doubles(logits);
      double[] g = doubles(gradient);
      double[] result = doubles(dx);
      Chunks.lines(
          lines,
          classes,
          (from, end) -> {
            for (int i = from; i < end; i++) {
              int line = xo + i * classes;
              int at = ro + i * classes;
              double max = kernels.max(x, line, classes);
              double sum = kernels.expAndSum(x, line, max, result, at, classes);
              kernels.axpby(g[go + i] / sum, result, at, 0, result, at, classes);
              result[at + targets[to + i]] -= g[go + i];
            }
          });
    }
    return dx;
  }
}
