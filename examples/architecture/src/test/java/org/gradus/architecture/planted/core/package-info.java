/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.core;

import org.jspecify.annotations.NullMarked;
