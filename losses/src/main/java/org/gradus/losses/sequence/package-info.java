/** Losses of sequences that are not aligned with their targets. For everybody who trains. */
@NullMarked
package org.gradus.losses.sequence;

import org.jspecify.annotations.NullMarked;
