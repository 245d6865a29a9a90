/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.core.internal;

import org.jspecify.annotations.NullMarked;
