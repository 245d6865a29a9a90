/** What a loss is, and how the losses of examples become one number. */
@NullMarked
package org.gradus.losses.loss;

import org.jspecify.annotations.NullMarked;
