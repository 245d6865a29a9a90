package org.gradus.layers.attention;

import java.util.Optional;
import java.util.stream.IntStream;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.recurrent.SequenceLayout;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Attention of a decoder to the states of an encoder: with a score e for each state h_t,
 *
 * <pre>
 * a = softmax(e(q, h_1), …, e(q, h_T))
 * y = Σ_t a_t · h_t
 * </pre>
 *
 * <p>The states are prepared once, and then asked at every step of the decoder:
 *
 * <pre>{@code
 * AttentionMemory memory = attention.memory(states, lengths, context);
 * AttentionResult result = attention.forward(query, memory, context);
 * }</pre>
 *
 * <p>An implementation has a score; the rest is here. Given one sequence, it asks with every step
 * of it for all steps of it: self-attention.
 */
public interface SequenceAttention extends Module {
  /** Returns what messages call the attention, in kebab-case. */
  String name();

  /**
   * Returns what queries are compared with.
   *
   * @param states (N, T, C)
   * @return (N, T, features)
   */
  Tensor keys(Tensor states, Context context);

  /**
   * Returns the scores of all queries for all states.
   *
   * @param queries (N, S, Q)
   * @param keys what {@link #keys} returned
   * @return (N, S, T)
   */
  Tensor scores(Tensor queries, Tensor keys, Context context);

  /**
   * Prepares whole sequences.
   *
   * @param states (N, T, C)
   * @throws ShapeException if it is no batch of sequences
   */
  default AttentionMemory memory(Tensor states, Context context) {
    Traversal.of(SequenceLayout.NTC).requireFit(name(), states.shape(), 1, context.path());
    return new AttentionMemory(states, keys(states, context), Optional.empty());
  }

  /**
   * Prepares sequences of different lengths; the padding behind them has weight 0.
   *
   * @param states (N, T, C)
   * @param lengths INT32 (N), from 1 to T
   * @throws ShapeException if they do not fit
   * @throws IllegalArgumentException if a length is out of range
   */
  default AttentionMemory memory(Tensor states, Tensor lengths, Context context) {
    Traversal.of(SequenceLayout.NTC)
        .withLengths(lengths)
        .requireFit(name(), states.shape(), 1, context.path());
    Tensor steps = Tensor.of(IntStream.range(0, states.size(1)).toArray());
    Tensor padding = lengths.unsqueeze(1).le(steps).unsqueeze(1);
    return new AttentionMemory(states, keys(states, context), Optional.of(padding));
  }

  /**
   * Attends to what was prepared.
   *
   * @param query one query for each sample (N, Q), or several (N, S, Q)
   * @return sums (N, C) and weights (N, T), or (N, S, C) and (N, S, T)
   * @throws ShapeException if the query does not fit
   */
  default AttentionResult forward(Tensor query, AttentionMemory memory, Context context) {
    Shape states = memory.values().shape();
    if (query.rank() < 2 || query.rank() > 3 || query.size(0) != states.size(0)) {
      throw ShapeException.of(
          name(),
          "the query does not fit the states",
          "(" + states.size(0) + ", Q) or (" + states.size(0) + ", S, Q)",
          query.shape().toString(),
          query.shape(),
          states);
    }
    boolean single = query.rank() == 2;
    Tensor scores = scores(single ? query.unsqueeze(1) : query, memory.keys(), context);
    if (memory.padding().isPresent()) {
      scores = Indexing.maskedFill(scores, memory.padding().get(), Double.NEGATIVE_INFINITY);
    }
    Tensor weights = Reductions.softmax(scores, -1);
    Tensor sums = weights.matmul(memory.values());
    return single
        ? new AttentionResult(sums.squeeze(1), weights.squeeze(1))
        : new AttentionResult(sums, weights);
  }

  /**
   * Attends with every step of a batch of sequences to all of its steps.
   *
   * @param x (N, T, C)
   * @return (N, T, C)
   * @throws ShapeException if it is no batch of sequences, or queries have another number of
   *     features than the states: then use {@code forward(query, memory, context)}
   */
  @Override
  default Tensor forward(Tensor x, Context context) {
    return forward(x, memory(x, context), context).output();
  }
}
