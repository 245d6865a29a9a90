package org.gradus.layers.attention;

import java.util.Optional;
import org.gradus.core.tensor.Tensor;

/**
 * What a {@link SequenceAttention} attends to, prepared for any number of queries.
 *
 * @param values the states of the sequence (N, T, C)
 * @param keys what queries are compared with (N, T, features)
 * @param padding INT32 (N, 1, T), 1 where there is padding; empty for none
 */
public record AttentionMemory(Tensor values, Tensor keys, Optional<Tensor> padding) {}
