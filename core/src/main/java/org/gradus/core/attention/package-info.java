/** Attention as functions of tensors: scaled dot products, masks and rotary positions. */
@NullMarked
package org.gradus.core.attention;

import org.jspecify.annotations.NullMarked;
