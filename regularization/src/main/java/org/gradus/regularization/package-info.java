/**
 * Lists this library's own regularizers, and the modules that regularize, for the registry. They
 * are in the packages below, as are the techniques of training that have no name in files; what a
 * regularizer is, is in {@link org.gradus.regularization.regularizer}.
 */
@NullMarked
package org.gradus.regularization;

import org.jspecify.annotations.NullMarked;
