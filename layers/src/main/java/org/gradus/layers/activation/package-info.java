/** Activation functions as modules, one record each. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.activation;

import org.jspecify.annotations.NullMarked;
