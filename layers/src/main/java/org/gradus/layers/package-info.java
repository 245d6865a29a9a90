/** To be described with its first class. */
@NullMarked
package org.gradus.layers;

import org.jspecify.annotations.NullMarked;
