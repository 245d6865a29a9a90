/** Tables of what a network consists of. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.summary;

import org.jspecify.annotations.NullMarked;
