/** Modules that are made of modules. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.container;

import org.jspecify.annotations.NullMarked;
