/** Losses of classifiers. For everybody who trains networks. */
@NullMarked
package org.gradus.losses.classification;

import org.jspecify.annotations.NullMarked;
