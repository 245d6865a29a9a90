/** Losses of predicted numbers. For everybody who trains networks. */
@NullMarked
package org.gradus.losses.regression;

import org.jspecify.annotations.NullMarked;
