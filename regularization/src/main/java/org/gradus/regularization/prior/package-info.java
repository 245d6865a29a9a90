/**
 * Priors: what is believed of weights before data is seen, as penalties. For everybody who wants to
 * know what a penalty means.
 */
@NullMarked
package org.gradus.regularization.prior;

import org.jspecify.annotations.NullMarked;
