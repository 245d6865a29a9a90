package org.gradus.core.attention;

import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.attention.Arithmetic.Use;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * O = P · V, P = softmax(scale · Q · Kᵀ + mask) for each example and head.
 *
 * <p>With dP = dO · Vᵀ and dS = scale · P ∘ (dP − Σ P ∘ dP): dV = Pᵀ · dO, dQ = dS · K, dK = dSᵀ ·
 * Q. The weights P are never stored: queries are done in blocks, forward and again backward, and
 * keys that a causal block cannot see are left out. Examples and heads of keys are divided among
 * the threads.
 */
final class DotProductAttention extends Op {
  /** Queries of a block. */
  private static final int BLOCK = 64;

  private final Heads heads;
  private final boolean causal;
  private final @Nullable Tensor mask;

  private DotProductAttention(Heads heads, boolean causal, @Nullable Tensor mask) {
    super("attention");
    this.heads = heads;
    this.causal = causal;
    this.mask = mask;
  }

  static Tensor of(
      Heads heads, boolean causal, Optional<Tensor> mask, Tensor q, Tensor k, Tensor v) {
    return new DotProductAttention(heads, causal, mask.orElse(null)).apply(q, k, v);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor y = allocate(inputs[0].dtype(), heads.result());
    if (y.dtype() == DType.FLOAT32) {
      run(new FloatArithmetic(), t -> floats(t), new Tensor[] {inputs[0], inputs[1], inputs[2], y});
    } else {
      run(
          new DoubleArithmetic(),
          t -> doubles(t),
          new Tensor[] {inputs[0], inputs[1], inputs[2], y});
    }
    return y;
  }

  /** Runs forward on q, k, v, y, or backward on q, k, v, dy, dq, dk, dv. */
  private <A> void run(Arithmetic<A> arithmetic, Function<Tensor, A> array, Tensor[] tensors) {
    int lines = Math.min(BLOCK, heads.queries());
    int pieces = heads.examples() * heads.keyHeads();
    ThreadPool.shared()
        .run(
            pieces,
            piece -> {
              Pass<A> pass = new Pass<>(arithmetic, array, tensors, lines);
              int example = piece / heads.keyHeads();
              int keyHead = piece % heads.keyHeads();
              for (int i = 0; i < heads.sharing(); i++) {
                int head = keyHead * heads.sharing() + i;
                for (int from = 0; from < heads.queries(); from += lines) {
                  int count = Math.min(lines, heads.queries() - from);
                  pass.block(example, head, keyHead, from, count);
                }
              }
            });
  }

  /** What one thread needs to go through blocks. */
  private final class Pass<A> {
    private final Arithmetic<A> arithmetic;
    private final Function<Tensor, A> array;
    private final Tensor[] tensors;
    private final A weights;
    private final A maxima;
    private final A logSums;
    private final A upstream;

    Pass(Arithmetic<A> arithmetic, Function<Tensor, A> array, Tensor[] tensors, int lines) {
      this.arithmetic = arithmetic;
      this.array = array;
      this.tensors = tensors;
      this.weights = arithmetic.own(Use.WEIGHTS, lines * heads.keys());
      this.maxima = arithmetic.own(Use.MAXIMA, lines);
      this.logSums = arithmetic.own(Use.LOG_SUMS, lines);
      this.upstream = arithmetic.own(Use.UPSTREAM, isBackward() ? lines * heads.keys() : 0);
    }

    private boolean isBackward() {
      return tensors.length > 4;
    }

    /** Returns where a row of a tensor's head begins. */
    private int at(Tensor tensor, int example, int row, int head, int width) {
      return offset(tensor) + (example * tensor.size(1) + row) * tensor.size(2) + head * width;
    }

    void block(int example, int head, int keyHead, int from, int count) {
      int visible = causal ? heads.visible(from + count - 1) : heads.keys();
      int atQ = at(tensors[0], example, from, head, heads.width());
      int atK = at(tensors[1], example, 0, keyHead, heads.width());
      int atV = at(tensors[2], example, 0, keyHead, heads.valueWidth());
      int atY = at(tensors[3], example, from, head, heads.valueWidth());
      A q = array.apply(tensors[0]);
      A k = array.apply(tensors[1]);
      A v = array.apply(tensors[2]);
      A y = array.apply(tensors[3]);
      int ldq = tensors[0].size(2);
      int ldk = tensors[1].size(2);
      int ldv = tensors[2].size(2);
      int ldy = tensors[3].size(2);
      int width = heads.width();
      int valueWidth = heads.valueWidth();
      arithmetic.multiply(
          false, true, count, visible, width, q, atQ, ldq, k, atK, ldk, false, weights, 0, visible);
      arithmetic.scale(weights, count * visible, heads.scale());
      addMask(example, head, from, count, visible);
      arithmetic.softmax(weights, count, visible, maxima, logSums);
      if (!isBackward()) {
        arithmetic.multiply(
            false,
            false,
            count,
            valueWidth,
            visible,
            weights,
            0,
            visible,
            v,
            atV,
            ldv,
            false,
            y,
            atY,
            ldy);
        return;
      }
      arithmetic.multiply(
          true,
          false,
          visible,
          valueWidth,
          count,
          weights,
          0,
          visible,
          y,
          atY,
          ldy,
          true,
          array.apply(tensors[6]),
          at(tensors[6], example, 0, keyHead, valueWidth),
          ldv);
      arithmetic.multiply(
          false,
          true,
          count,
          visible,
          valueWidth,
          y,
          atY,
          ldy,
          v,
          atV,
          ldv,
          false,
          upstream,
          0,
          visible);
      arithmetic.softmaxDerivative(weights, upstream, count, visible, heads.scale());
      arithmetic.multiply(
          false,
          false,
          count,
          width,
          visible,
          upstream,
          0,
          visible,
          k,
          atK,
          ldk,
          false,
          array.apply(tensors[4]),
          at(tensors[4], example, from, head, width),
          ldq);
      arithmetic.multiply(
          true,
          false,
          visible,
          width,
          count,
          upstream,
          0,
          visible,
          q,
          atQ,
          ldq,
          true,
          array.apply(tensors[5]),
          at(tensors[5], example, 0, keyHead, width),
          ldk);
    }

    private void addMask(int example, int head, int from, int count, int visible) {
      Tensor added = mask;
      for (int i = 0; i < count; i++) {
        if (added != null) {
          Shape shape = added.shape();
          int row = Math.min(example, shape.size(0) - 1);
          row = row * shape.size(1) + Math.min(head, shape.size(1) - 1);
          row = row * shape.size(2) + Math.min(from + i, shape.size(2) - 1);
          int step = shape.size(3) == 1 ? 0 : 1;
          int at = offset(added) + row * shape.size(3);
          arithmetic.add(array.apply(added), at, step, weights, i * visible, visible);
        }
        if (causal) {
          int seen = Math.min(visible, heads.visible(from + i));
          arithmetic.hide(weights, i * visible + seen, (i + 1) * visible);
        }
      }
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor q = call.input(0);
    Tensor k = call.input(1);
    Tensor v = call.input(2);
    if (Autograd.isRecording()) {
      return ComposedAttention.of(heads, causal, Optional.ofNullable(mask), q, k, v)
          .gradients(gradient);
    }
    Tensor dq = allocate(q.dtype(), q.shape());
    Tensor dk = allocateZeros(k.dtype(), k.shape());
    Tensor dv = allocateZeros(v.dtype(), v.shape());
    Tensor[] all = {q, k, v, gradient, dq, dk, dv};
    if (q.dtype() == DType.FLOAT32) {
      run(new FloatArithmetic(), t -> floats(t), all);
    } else {
      run(new DoubleArithmetic(), t -> doubles(t), all);
    }
    return new Tensor[] {dq, dk, dv};
  }
}
