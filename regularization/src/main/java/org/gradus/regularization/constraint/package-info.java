/** Limits to the parameters. For everybody who trains networks. */
@NullMarked
package org.gradus.regularization.constraint;

import org.jspecify.annotations.NullMarked;
