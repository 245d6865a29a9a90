package org.gradus.core.internal.kernels.vector.fusion;

/**
 * The result of a step of a formula that is being written.
 *
 * @param step the number of the step
 */
public record Value(int step) {}
