package org.gradus.core.normalization;

import org.gradus.core.tensor.Tensor;

/**
 * What batch normalization returns in training.
 *
 * @param result the normalized numbers, in the shape of the input
 * @param mean the mean of each channel (channels), a constant
 * @param variance the biased variance of each channel (channels), a constant
 */
public record Normalized(Tensor result, Tensor mean, Tensor variance) {}
