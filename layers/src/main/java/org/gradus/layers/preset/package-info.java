/** How other libraries and the lecture start networks. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.preset;

import org.jspecify.annotations.NullMarked;
