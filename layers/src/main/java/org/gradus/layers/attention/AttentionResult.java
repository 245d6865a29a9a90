package org.gradus.layers.attention;

import org.gradus.core.tensor.Tensor;

/**
 * What attention returns.
 *
 * @param output the weighted sums, one for each query
 * @param weights the weights, those of one query adding up to 1
 */
public record AttentionResult(Tensor output, Tensor weights) {}
