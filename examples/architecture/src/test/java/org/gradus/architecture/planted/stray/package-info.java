/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.stray;

import org.jspecify.annotations.NullMarked;
