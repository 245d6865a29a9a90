/** Matrix products, the linear map, and Einstein sums. */
@NullMarked
package org.gradus.core.linear;

import org.jspecify.annotations.NullMarked;
