/** Operations that move elements without changing them: joining, cutting, repeating, turning. */
@NullMarked
package org.gradus.core.shaping;

import org.jspecify.annotations.NullMarked;
