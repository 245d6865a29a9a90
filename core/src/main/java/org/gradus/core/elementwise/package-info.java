/**
 * Functions of tensors that act element by element: the facade of {@code pointwise} for tensors.
 */
@NullMarked
package org.gradus.core.elementwise;

import org.jspecify.annotations.NullMarked;
