/**
 * Lists this library's own regularizers for the registry. The components themselves are in the
 * packages below; what a regularizer is, is in {@link org.gradus.regularization.regularizer}.
 */
@NullMarked
package org.gradus.regularization;

import org.jspecify.annotations.NullMarked;
