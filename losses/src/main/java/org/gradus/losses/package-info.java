/**
 * Lists this library's own losses for the registry. What a loss is, is in {@link
 * org.gradus.losses.loss}; the losses are in the packages beside it.
 */
@NullMarked
package org.gradus.losses;

import org.jspecify.annotations.NullMarked;
