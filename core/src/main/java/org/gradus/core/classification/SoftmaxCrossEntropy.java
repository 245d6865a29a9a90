package org.gradus.core.classification;

import org.gradus.core.indexing.Indexing;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.SoftmaxLines;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.MultiOp;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = ln Σ_k e^x_k − x_t over the last axis, with the softmax p besides, for backward: dx = dy · (p
 * − onehot(t)) + p · (dp − Σ dp · p).
 *
 * <p>ln Σ e^x = m + ln Σ e^(x − m), m the largest score, so that nothing overflows.
 */
final class SoftmaxCrossEntropy extends MultiOp {
  private static final String NAME = "softmax-cross-entropy";

  private final Tensor target;

  private SoftmaxCrossEntropy(Tensor target) {
    super(NAME);
    this.target = target;
  }

  static Tensor of(Tensor logits, Tensor target) {
    if (logits.rank() == 0 || !target.shape().equals(logits.shape().reduced(false, -1))) {
      throw ShapeException.of(
          NAME,
          "logits and target do not fit",
          "(…, classes) and (…)",
          logits.shape() + " and " + target.shape(),
          logits.shape(),
          target.shape());
    }
    if (!logits.dtype().isFloating()) {
      throw new DTypeException(NAME, "FLOAT32 or FLOAT64 logits (cast converts)", logits.dtype());
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(NAME, "INT32 classes (cast converts)", target.dtype());
    }
    return new SoftmaxCrossEntropy(target).apply(logits)[0];
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
  protected Keeps keeps() {
    return Keeps.OUTPUTS;
  }

  @Override
  protected Tensor[] forward(Tensor[] inputs) {
    Tensor logits = inputs[0];
    int classes = logits.size(-1);
    int lines = target.elements();
    Tensor losses = allocate(logits.dtype(), target.shape());
    Tensor maxima = allocate(logits.dtype(), target.shape());
    Tensor shares = allocate(logits.dtype(), logits.shape());
    int[] targets = ints(target);
    for (int i = 0; i < lines; i++) {
      checked(targets[offset(target) + i], i, classes);
    }
    SoftmaxLines softmax = Backend.current().softmaxLines();
    Chunks.lines(
        lines,
        classes,
        (from, end) -> {
          int x = offset(logits) + from * classes;
          int p = offset(shares) + from * classes;
          int y = offset(losses) + from; // as that of the maxima: new tensors start alike
          int n = end - from;
          if (logits.dtype() == DType.FLOAT32) {
            float[] values = floats(logits);
            float[] results = floats(losses);
            float[] largest = floats(maxima);
            softmax.apply(values, x, n, classes, floats(shares), p, largest, results, y);
            for (int i = 0; i < n; i++) {
              int hit = targets[offset(target) + from + i];
              results[y + i] += largest[y + i] - values[x + i * classes + hit];
            }
          } else {
            double[] values = doubles(logits);
            double[] results = doubles(losses);
            double[] largest = doubles(maxima);
            softmax.apply(values, x, n, classes, doubles(shares), p, largest, results, y);
            for (int i = 0; i < n; i++) {
              int hit = targets[offset(target) + from + i];
              results[y + i] += largest[y + i] - values[x + i * classes + hit];
            }
          }
        });
    return new Tensor[] {losses, shares};
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    Tensor shares = call.output(1);
    Tensor dx = null;
    if (gradients[0] != null) {
      dx = Autograd.isRecording() ? composed(shares, gradients[0]) : fused(shares, gradients[0]);
    }
    if (gradients[1] != null) {
      Tensor weighted = gradients[1].mul(shares);
      Tensor part = weighted.sub(shares.mul(weighted.sum(-1).unsqueeze(-1)));
      dx = dx == null ? part : dx.add(part);
    }
    return new Tensor[] {dx};
  }

  private Tensor composed(Tensor shares, Tensor gradient) {
    Tensor oneHot = Indexing.oneHot(target, shares.size(-1), shares.dtype());
    return gradient.unsqueeze(-1).mul(shares.sub(oneHot));
  }

  private Tensor fused(Tensor shares, Tensor gradient) {
    Tensor dx = allocate(shares.dtype(), shares.shape());
    int classes = shares.size(-1);
    int[] targets = ints(target);
    Chunks.lines(
        target.elements(),
        classes,
        (from, end) -> {
          for (int i = from; i < end; i++) {
            int hit = targets[offset(target) + i];
            int p = offset(shares) + i * classes;
            int at = offset(dx) + i * classes;
            if (dx.dtype() == DType.FLOAT32) {
              line(
                  floats(gradient)[offset(gradient) + i],
                  floats(shares),
                  p,
                  floats(dx),
                  at,
                  classes,
                  hit);
            } else {
              line(
                  doubles(gradient)[offset(gradient) + i],
                  doubles(shares),
                  p,
                  doubles(dx),
                  at,
                  classes,
                  hit);
            }
          }
        });
    return dx;
  }

  private static void line(
      float gradient, float[] shares, int from, float[] dx, int to, int classes, int hit) {
    for (int j = 0; j < classes; j++) {
      dx[to + j] = gradient * shares[from + j];
    }
    dx[to + hit] -= gradient;
  }

  private static void line(
      double gradient, double[] shares, int from, double[] dx, int to, int classes, int hit) {
    for (int j = 0; j < classes; j++) {
      dx[to + j] = gradient * shares[from + j];
    }
    dx[to + hit] -= gradient;
  }
}
