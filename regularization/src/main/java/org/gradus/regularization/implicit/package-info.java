/**
 * What the steps of gradient descent minimize besides the loss, as penalties and as measurements.
 * For everybody who wants to know why large steps and small batches generalize.
 */
@NullMarked
package org.gradus.regularization.implicit;

import org.jspecify.annotations.NullMarked;
