/** Operations that choose elements by index or mask. */
@NullMarked
package org.gradus.core.indexing;

import org.jspecify.annotations.NullMarked;
