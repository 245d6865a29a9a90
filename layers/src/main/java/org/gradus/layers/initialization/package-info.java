/**
 * How parameters start: {@link org.gradus.layers.initialization.Initializer} and every way of ours.
 *
 * <p>Layers use it when they are built; anybody may add an initializer through {@link
 * org.gradus.layers.initialization.InitializerProvider}.
 */
@NullMarked
package org.gradus.layers.initialization;

import org.jspecify.annotations.NullMarked;
