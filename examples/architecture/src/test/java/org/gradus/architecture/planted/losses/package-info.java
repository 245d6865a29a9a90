/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.losses;

import org.jspecify.annotations.NullMarked;
