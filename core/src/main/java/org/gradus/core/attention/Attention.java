package org.gradus.core.attention;

import java.util.Optional;
import org.gradus.core.dropout.Dropouts;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Scaled dot-product attention: softmax(Q · Kᵀ / √width + mask) · V.
 *
 * <p>A query that sees no key gives 0, and no gradient, instead of the NaN of a softmax over
 * nothing.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017; heads that share keys: Ainslie et
 * al., "GQA: training generalized multi-query transformer models from multi-head checkpoints",
 * 2023; the order of computation: Dao et al., "FlashAttention", 2022.
 */
public final class Attention {
  private Attention() {}

  /**
   * Attends with several heads, which lie one beside the other in the last axis. The weights are
   * never in memory as a whole.
   *
   * @param query (N, L, heads · width)
   * @param key (N, S, keyHeads · width)
   * @param value (N, S, keyHeads · value width)
   * @param heads the number of heads of the query
   * @param keyHeads that of key and value, which divides it; each is shared by as many neighbours
   * @return (N, L, heads · value width)
   * @throws ShapeException if the shapes, or that of the mask, do not fit
   */
  public static Tensor ofHeads(
      Tensor query, Tensor key, Tensor value, int heads, int keyHeads, AttentionMask mask) {
    Heads sizes = Heads.of(query, key, value, heads, keyHeads, mask.sinks());
    Optional<Tensor> scores = scores(mask, query, sizes);
    if (scores.isPresent() && scores.get().isTracked()) {
      ComposedAttention composed =
          ComposedAttention.of(sizes, mask.isCausal(), scores, query, key, value);
      return composed.result(composed.weights());
    }
    return DotProductAttention.of(sizes, mask.isCausal(), scores, query, key, value);
  }

  /** As {@link #ofHeads}, with the weights, which gradients may flow through. */
  public static Attended withWeights(
      Tensor query, Tensor key, Tensor value, int heads, int keyHeads, AttentionMask mask) {
    Heads sizes = Heads.of(query, key, value, heads, keyHeads, mask.sinks());
    ComposedAttention composed =
        ComposedAttention.of(sizes, mask.isCausal(), scores(mask, query, sizes), query, key, value);
    return new Attended(composed.result(composed.weights()), composed.weights());
  }

  /**
   * As {@link #withWeights}, with weights dropped before they are applied.
   *
   * @param p the probability of a weight to be dropped
   * @return the result, with the weights as they were before
   */
  public static Attended withDropout(
      Tensor query,
      Tensor key,
      Tensor value,
      int heads,
      int keyHeads,
      AttentionMask mask,
      double p,
      RandomSource random) {
    Heads sizes = Heads.of(query, key, value, heads, keyHeads, mask.sinks());
    ComposedAttention composed =
        ComposedAttention.of(sizes, mask.isCausal(), scores(mask, query, sizes), query, key, value);
    Tensor dropped = Dropouts.elements(composed.weights(), p, random);
    return new Attended(composed.result(dropped), composed.weights());
  }

  /**
   * Attends with one head.
   *
   * @param query (N, L, width)
   * @param key (N, S, width)
   * @param value (N, S, value width)
   * @return (N, L, value width)
   * @throws ShapeException if the shapes, or that of the mask, do not fit
   */
  public static Tensor of(Tensor query, Tensor key, Tensor value, AttentionMask mask) {
    return ofHeads(query, key, value, 1, 1, mask);
  }

  private static Optional<Tensor> scores(AttentionMask mask, Tensor query, Heads sizes) {
    return mask.scores(
        query.dtype(), sizes.examples(), sizes.heads(), sizes.queries(), sizes.keys());
  }

  /**
   * Turns pairs of features by angles that grow with the position, so that products of queries and
   * keys depend on the distance of their positions: with θ = position · base^(−2i / width), (a, b)
   * becomes (a cos θ − b sin θ, a sin θ + b cos θ).
   *
   * <p>Source: Su et al., "RoFormer: enhanced transformer with rotary position embedding", 2021.
   *
   * @param x (N, steps, heads · width)
   * @param heads heads side by side
   * @param first the position of the first step
   * @param base 10,000 in the paper
   * @param interleaved whether pair i is of features 2i and 2i + 1, as in the paper, or of i and i
   *     + width / 2
   * @throws ShapeException if the heads do not divide the features, or into an odd width
   */
  public static Tensor rotate(Tensor x, int heads, int first, double base, boolean interleaved) {
    if (x.rank() != 3 || heads < 1 || x.size(2) % (2 * heads) != 0) {
      throw ShapeException.of(
          "rotary",
          "the features do not divide into pairs",
          "(examples, steps, features), a multiple of " + 2 * heads + " features",
          x.shape().toString());
    }
    int pairs = x.size(2) / heads / 2;
    int steps = x.size(1);
    double[] cos = new double[steps * pairs];
    double[] sin = new double[steps * pairs];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < pairs; i++) {
        double angle = (first + t) * Math.pow(base, -(double) i / pairs);
        cos[t * pairs + i] = Math.cos(angle);
        sin[t * pairs + i] = Math.sin(angle);
      }
    }
    Shape pairShape =
        interleaved
            ? Shape.of(x.size(0), steps, heads, pairs, 2)
            : Shape.of(x.size(0), steps, heads, 2, pairs);
    int axis = interleaved ? 4 : 3;
    Tensor parts = x.reshape(pairShape);
    Tensor a = parts.select(axis, 0);
    Tensor b = parts.select(axis, 1);
    Tensor c = Tensor.of(cos, Shape.of(steps, 1, pairs)).cast(x.dtype());
    Tensor s = Tensor.of(sin, Shape.of(steps, 1, pairs)).cast(x.dtype());
    Tensor turnedA = a.mul(c).sub(b.mul(s));
    Tensor turnedB = a.mul(s).add(b.mul(c));
    return Shaping.stack(axis, turnedA, turnedB).reshape(x.shape());
  }
}
