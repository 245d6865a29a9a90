package org.gradus.core.attention;

import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * The sizes of an attention of several heads, which lie one beside the other in the last axis.
 *
 * @param examples N
 * @param queries L
 * @param keys S
 * @param heads heads of the queries
 * @param keyHeads heads of keys and values, a divisor of those of the queries
 * @param width features of a head of queries and keys
 * @param valueWidth features of a head of values
 * @param sinks how many of the first keys every query sees
 */
record Heads(
    int examples,
    int queries,
    int keys,
    int heads,
    int keyHeads,
    int width,
    int valueWidth,
    int sinks) {
  private static final String NAME = "attention";

  static Heads of(Tensor query, Tensor key, Tensor value, int heads, int keyHeads, int sinks) {
    if (query.dtype() != key.dtype()
        || query.dtype() != value.dtype()
        || !query.dtype().isFloating()) {
      throw new DTypeException(
          NAME,
          "equal floating-point types (cast converts)",
          query.dtype(),
          key.dtype(),
          value.dtype());
    }
    boolean fits =
        query.rank() == 3
            && key.rank() == 3
            && value.rank() == 3
            && key.size(0) == query.size(0)
            && value.size(0) == query.size(0)
            && value.size(1) == key.size(1)
            && heads >= 1
            && keyHeads >= 1
            && heads % keyHeads == 0
            && query.size(2) % heads == 0
            && value.size(2) % keyHeads == 0
            && key.size(2) == query.size(2) / heads * keyHeads;
    if (!fits) {
      throw ShapeException.of(
          NAME,
          "query, key and value do not fit each other and %s heads of queries, %s of keys"
              .formatted(heads, keyHeads),
          "(examples, queries, heads · width), (examples, keys, key heads · width) and (examples,"
              + " keys, key heads · value width)",
          "other shapes",
          query.shape(),
          key.shape(),
          value.shape());
    }
    return new Heads(
        query.size(0),
        query.size(1),
        key.size(1),
        heads,
        keyHeads,
        query.size(2) / heads,
        value.size(2) / keyHeads,
        sinks);
  }

  /** Returns how many heads of queries share a head of keys. */
  int sharing() {
    return heads / keyHeads;
  }

  /** Returns 1 / √width. */
  double scale() {
    return 1 / Math.sqrt(width);
  }

  /** Returns the shape of the result. */
  Shape result() {
    return Shape.of(examples, queries, heads * valueWidth);
  }

  /** Returns how many keys the query sees, with all of its block before it, if it is causal. */
  int visible(int query) {
    return Math.min(keys, Math.max(sinks, query + 1 + keys - queries));
  }
}
