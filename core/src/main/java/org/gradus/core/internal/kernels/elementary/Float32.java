package org.gradus.core.internal.kernels.elementary;

/**
 * One float32 number, as a lane of its own.
 *
 * <p>Unlike {@link Float}, which the compiler must take from its cache of identities, it costs
 * nothing once inlined.
 *
 * @param value the number
 */
public record Float32(float value) {}
