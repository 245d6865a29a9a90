/** With what the process computes: kernels and threads. */
@NullMarked
package org.gradus.core.compute;

import org.jspecify.annotations.NullMarked;
