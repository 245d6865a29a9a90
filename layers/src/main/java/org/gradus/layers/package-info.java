/**
 * Lists this library's own modules and initializers for the registry. The components themselves are
 * in the packages below; what a module is, is in {@link org.gradus.layers.module}.
 */
@NullMarked
package org.gradus.layers;

import org.jspecify.annotations.NullMarked;
