/**
 * Modules that are random in training: dropout of many kinds, and noise. For everybody who builds
 * networks.
 *
 * <p>They draw from the context's source of random numbers and do nothing where there is none, as
 * in evaluation.
 */
@NullMarked
package org.gradus.regularization.dropout;

import org.jspecify.annotations.NullMarked;
