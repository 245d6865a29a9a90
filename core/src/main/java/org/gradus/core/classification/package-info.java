/** Operations on scores of classes, fused for speed. What losses and metrics are made of. */
@NullMarked
package org.gradus.core.classification;

import org.jspecify.annotations.NullMarked;
