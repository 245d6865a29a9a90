package org.gradus.core.attention;

import org.gradus.core.tensor.Tensor;

/**
 * What attention returns together with its weights.
 *
 * @param output (N, L, heads · value width)
 * @param weights (N, heads, L, S): how much each query takes of each key's value; they sum to 1, or
 *     are all 0 for a query that sees no key
 */
public record Attended(Tensor output, Tensor weights) {}
