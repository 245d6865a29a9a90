package org.gradus.core.attention;

import java.util.Optional;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a query sees.
 *
 * <p>Libraries differ in whether 1 means to see or to hide; here the name of the method says it.
 * Masks are joined by {@link #and}: a key is seen if all masks show it.
 *
 * <p>Where a mask is a tensor it has the shape (L, S) of all heads and examples alike, (N, L, S),
 * or (N, H, L, S), for N examples, H heads, L queries and S keys; sizes of 1 are repeated.
 */
public final class AttentionMask {
  private static final String NAME = "attention-mask";
  private static final AttentionMask NONE = new AttentionMask(false, null, 0);
  private static final AttentionMask CAUSAL = new AttentionMask(true, null, 0);

  private final boolean causal;
  private final @Nullable Tensor scores;

  /** How many keys come before those that the scores are of, which every query sees. */
  private final int sinks;

  private AttentionMask(boolean causal, @Nullable Tensor scores, int sinks) {
    this.causal = causal;
    this.scores = scores;
    this.sinks = sinks;
  }

  /** Returns the mask that hides nothing. */
  public static AttentionMask none() {
    return NONE;
  }

  /**
   * Returns the mask that hides the future: query i sees the keys up to i + S − L, so that the last
   * query sees all of them, also where queries continue a sequence of earlier keys.
   */
  public static AttentionMask causal() {
    return CAUSAL;
  }

  /**
   * Returns the mask that hides keys where a tensor is not 0.
   *
   * @param hidden INT32
   */
  public static AttentionMask hiding(Tensor hidden) {
    requireIntegers(hidden);
    Tensor minusInfinity = Tensor.scalar(Double.NEGATIVE_INFINITY);
    Tensor nothing = Tensor.scalar(0.0);
    return new AttentionMask(
        false, fourAxes(Elementwise.where(hidden, minusInfinity, nothing).copy()), 0);
  }

  /**
   * Returns the mask that hides keys where a tensor is 0.
   *
   * @param shown INT32
   */
  public static AttentionMask showing(Tensor shown) {
    requireIntegers(shown);
    return hiding(shown.eq(Tensor.scalar(0)));
  }

  /**
   * Returns the mask that hides padding from all queries.
   *
   * @param padding INT32 (N, S), not 0 where a key is padding
   */
  public static AttentionMask hidingPadding(Tensor padding) {
    requireIntegers(padding);
    if (padding.rank() != 2) {
      throw ShapeException.of(
          NAME, "the padding does not fit", "(examples, keys)", padding.shape().toString());
    }
    return hiding(padding.reshape(padding.size(0), 1, 1, padding.size(1)));
  }

  /**
   * Returns the mask that hides what is beyond the length of each example.
   *
   * @param keys the number of keys, S
   * @param lengths from 0 to S, one for each example
   * @throws IllegalArgumentException if a length is out of range
   */
  public static AttentionMask ofLengths(int keys, int... lengths) {
    int[] padding = new int[lengths.length * keys];
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 0 || lengths[i] > keys) {
        throw new IllegalArgumentException(
            "[attention-mask] a length is out of range: expected 0 to %s, got %s at %s."
                .formatted(keys, lengths[i], i));
      }
      for (int j = lengths[i]; j < keys; j++) {
        padding[i * keys + j] = 1;
      }
    }
    return hidingPadding(Tensor.of(padding, Shape.of(lengths.length, keys)));
  }

  /**
   * Returns the mask that adds a tensor to the scores before the softmax: −∞ hides. Gradients flow
   * to it if it is tracked, as for learned biases of positions.
   *
   * @param scores FLOAT32 or FLOAT64
   */
  public static AttentionMask adding(Tensor scores) {
    DTypeException.requireFloating(NAME, scores);
    return new AttentionMask(false, fourAxes(scores), 0);
  }

  /** Returns the mask that hides what this one or another one hides, and adds what both add. */
  public AttentionMask and(AttentionMask other) {
    Tensor a = scores;
    Tensor b = other.scores;
    Tensor joined = a == null ? b : b == null ? a : a.add(b.cast(a.dtype()));
    return new AttentionMask(causal || other.causal, joined, Math.max(sinks, other.sinks));
  }

  /** Returns this mask for keys before which there is one more, which every query sees. */
  public AttentionMask withSink() {
    return new AttentionMask(causal, scores, sinks + 1);
  }

  private static void requireIntegers(Tensor mask) {
    if (mask.dtype() != DType.INT32) {
      throw new DTypeException(NAME, "INT32 (adding(…) takes numbers)", mask.dtype());
    }
  }

  private static Tensor fourAxes(Tensor mask) {
    return switch (mask.rank()) {
      case 2 -> mask.unsqueeze(0).unsqueeze(0);
      case 3 -> mask.unsqueeze(1);
      case 4 -> mask;
      default ->
          throw ShapeException.of(
              NAME,
              "the mask does not fit",
              "(queries, keys), (examples, queries, keys) or (examples, heads, queries, keys)",
              mask.shape().toString());
    };
  }

  boolean isCausal() {
    return causal;
  }

  /** Returns how many of the first keys every query sees. */
  int sinks() {
    return sinks;
  }

  /**
   * Returns what is added to the scores, but for the causal part, as (N, H, L, S) with sizes of 1
   * to be repeated.
   *
   * @throws ShapeException if the mask does not fit these sizes
   */
  Optional<Tensor> scores(DType dtype, int examples, int heads, int queries, int keys) {
    Tensor mask = scores;
    if (mask == null) {
      return Optional.empty();
    }
    Shape wanted = Shape.of(examples, heads, queries, keys - sinks);
    for (int axis = 0; axis < 4; axis++) {
      if (mask.size(axis) != 1 && mask.size(axis) != wanted.size(axis)) {
        throw ShapeException.of(
            NAME,
            "the mask does not fit (examples, heads, queries, keys)",
            wanted + ", or 1 instead of a size",
            mask.shape().toString());
      }
    }
    Tensor typed = mask.dtype() == dtype ? mask : mask.cast(dtype);
    if (sinks == 0) {
      return Optional.of(typed);
    }
    Tensor all = typed.expand(typed.shape().withSize(3, keys - sinks));
    return Optional.of(Shaping.pad(all, new int[] {0, 0, 0, sinks}, new int[] {0, 0, 0, 0}, 0));
  }
}
