package org.gradus.core.attention;

import java.util.Optional;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Attention by elementary operations, for where the weights themselves are wanted: to be returned,
 * dropped out or differentiated twice.
 *
 * @param query (N, H, L, width)
 * @param key (N, H, S, width), repeated for the heads that share it
 * @param value (N, H, S, value width), repeated alike
 * @param weights the softmax (N, H, L, S), 0 where a query sees no key
 */
record ComposedAttention(Heads heads, Tensor query, Tensor key, Tensor value, Tensor weights) {
  static ComposedAttention of(
      Heads heads, boolean causal, Optional<Tensor> mask, Tensor q, Tensor k, Tensor v) {
    Tensor query = apart(q, heads.heads(), 1);
    Tensor key = apart(k, heads.keyHeads(), heads.sharing());
    Tensor value = apart(v, heads.keyHeads(), heads.sharing());
    Tensor scores = query.matmul(key.transpose()).mul(heads.scale());
    Optional<Tensor> added = causal ? Optional.of(future(heads, q.dtype())) : Optional.empty();
    if (mask.isPresent()) {
      added = Optional.of(added.map(mask.get()::add).orElseGet(mask::get));
    }
    Tensor weights =
        added
            .map(hidden -> maskedSoftmax(scores, hidden))
            .orElseGet(() -> Reductions.softmax(scores, -1));
    return new ComposedAttention(heads, query, key, value, weights);
  }

  /** Returns (N, rows, heads · width) as (N, heads · copies, rows, width). */
  private static Tensor apart(Tensor x, int heads, int copies) {
    Tensor apart = x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).permute(0, 2, 1, 3);
    return copies == 1 ? apart : Shaping.repeatInterleave(apart, copies, 1);
  }

  /** Returns (N, heads · copies, rows, width) as (N, rows, heads · width), copies added up. */
  private static Tensor together(Tensor x, int copies) {
    Tensor sum =
        copies == 1
            ? x
            : x.reshape(x.size(0), x.size(1) / copies, copies, x.size(2), x.size(3)).sum(2);
    return sum.permute(0, 2, 1, 3).reshape(x.size(0), x.size(2), -1);
  }

  private static Tensor future(Heads heads, DType dtype) {
    double[] hidden = new double[heads.queries() * heads.keys()];
    for (int i = 0; i < heads.queries(); i++) {
      for (int j = heads.visible(i); j < heads.keys(); j++) {
        hidden[i * heads.keys() + j] = Double.NEGATIVE_INFINITY;
      }
    }
    return Tensor.of(hidden, Shape.of(1, 1, heads.queries(), heads.keys())).cast(dtype);
  }

  /** Returns the softmax of scores + mask, and 0 for queries from which all keys are hidden. */
  private static Tensor maskedSoftmax(Tensor scores, Tensor mask) {
    Tensor lowest = Tensor.full(mask.dtype(), Shape.SCALAR, Double.NEGATIVE_INFINITY);
    Tensor sees = Reductions.max(mask.detach(), true, -1).gt(lowest);
    Tensor zero = Tensor.zeros(mask.dtype(), Shape.SCALAR);
    Tensor finite = Elementwise.where(sees, mask, zero);
    return Reductions.softmax(scores.add(finite), -1).mul(sees.cast(mask.dtype()));
  }

  /** Returns the result (N, L, heads · value width) for weights that may have been changed. */
  Tensor result(Tensor changedWeights) {
    return together(changedWeights.matmul(value), 1);
  }

  /** Returns the gradients of q, k and v as functions that can be differentiated again. */
  Tensor[] gradients(Tensor gradient) {
    Tensor upstream = apart(gradient, heads.heads(), 1);
    Tensor ofWeights = upstream.matmul(value.transpose());
    Tensor mean = Reductions.sum(weights.mul(ofWeights), true, -1);
    Tensor ofScores = weights.mul(ofWeights.sub(mean)).mul(heads.scale());
    return new Tensor[] {
      together(ofScores.matmul(key), 1),
      together(ofScores.transpose().matmul(query), heads.sharing()),
      together(weights.transpose().matmul(upstream), heads.sharing())
    };
  }
}
