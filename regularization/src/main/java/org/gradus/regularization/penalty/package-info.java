/** Penalties of the parameters. For everybody who trains networks. */
@NullMarked
package org.gradus.regularization.penalty;

import org.jspecify.annotations.NullMarked;
