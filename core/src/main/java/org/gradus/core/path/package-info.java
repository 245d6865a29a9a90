/** Choosing parameters by their paths. For everybody. */
@NullMarked
package org.gradus.core.path;

import org.jspecify.annotations.NullMarked;
