/**
 * The numerical loops, on plain arrays: one implementation in scalar Java (both float types) and
 * one with the Vector API (float32), behind {@link org.gradus.core.internal.kernels.Kernels}.
 *
 * <p>For the core module's operations only. Nothing here knows of tensors, checks shapes or
 * allocates results.
 */
@NullMarked
package org.gradus.core.internal.kernels;

import org.jspecify.annotations.NullMarked;
