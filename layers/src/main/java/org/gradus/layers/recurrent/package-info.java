/**
 * Recurrent networks: cells, which take one step, and the layer that runs them over sequences.
 *
 * <p>A cell of one's own is a {@link org.gradus.layers.recurrent.RecurrentCell}; stacks of it,
 * directions, variable lengths and truncated back-propagation come from {@link
 * org.gradus.layers.recurrent.Recurrent}.
 */
@NullMarked
package org.gradus.layers.recurrent;

import org.jspecify.annotations.NullMarked;
