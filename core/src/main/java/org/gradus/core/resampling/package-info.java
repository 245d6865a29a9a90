/** Images and sequences of another size: padded, interpolated, shuffled. */
@NullMarked
package org.gradus.core.resampling;

import org.jspecify.annotations.NullMarked;
