/**
 * Gradients at other weights than those of the moment, for minima that are wide. For everybody who
 * trains networks.
 */
@NullMarked
package org.gradus.regularization.perturbation;

import org.jspecify.annotations.NullMarked;
