/** A quasi-Newton method, for losses without noise. For everybody who trains on whole data sets. */
@NullMarked
package org.gradus.optimizers.lbfgs;

import org.jspecify.annotations.NullMarked;
