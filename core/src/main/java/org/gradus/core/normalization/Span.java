package org.gradus.core.normalization;

/**
 * The elements of a tensor: an array from an offset on.
 *
 * @param array the array
 * @param offset the index of the first element
 * @param <A> {@code float[]} or {@code double[]}
 */
record Span<A>(A array, int offset) {}
