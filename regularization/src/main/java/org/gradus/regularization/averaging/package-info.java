/** Averages of the weights of many steps. For everybody who trains networks. */
@NullMarked
package org.gradus.regularization.averaging;

import org.jspecify.annotations.NullMarked;
