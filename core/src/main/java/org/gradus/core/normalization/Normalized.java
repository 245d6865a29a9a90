package org.gradus.core.normalization;

import org.gradus.core.tensor.Tensor;

/**
 * Normalized numbers, and what they were normalized by.
 *
 * @param result the normalized numbers, in the shape of the input
 * @param mean the means, a constant
 * @param variance the biased variances, a constant
 */
public record Normalized(Tensor result, Tensor mean, Tensor variance) {}
