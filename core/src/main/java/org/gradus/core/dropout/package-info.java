/** Dropout: numbers set to 0 at random. For every layer that drops, whatever it drops from. */
@NullMarked
package org.gradus.core.dropout;

import org.jspecify.annotations.NullMarked;
