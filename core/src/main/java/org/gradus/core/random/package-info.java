/**
 * Sources of random numbers: explicit, seedable, with named substreams, and restorable from a
 * checkpoint to the same bits.
 *
 * <p>{@link org.gradus.core.random.RandomSource} is what everything random in the library takes.
 * {@link org.gradus.core.random.PhiloxRandom} is the library's own generator; {@link
 * org.gradus.core.random.NumpyRandom} and {@link org.gradus.core.random.PythonRandom} repeat the
 * draws of NumPy's legacy generator and of Python's {@code random}, on which published data sets
 * and splits depend. There is no global generator and no seeding from the clock. For every module
 * and for users; nothing here knows of tensors.
 */
@NullMarked
package org.gradus.core.random;

import org.jspecify.annotations.NullMarked;
