/**
 * Recurrences: operations that run along the steps of sequences, each step on the result of the one
 * before.
 *
 * <p>For layers, and for whoever writes a recurrent cell of their own.
 */
@NullMarked
package org.gradus.core.recurrent;

import org.jspecify.annotations.NullMarked;
