/**
 * The numerical loops on the Vector API: the only package that knows of {@code
 * jdk.incubator.vector}.
 *
 * <p>Compiled after the rest of the module and reached by name only, from {@link
 * org.gradus.core.internal.kernels.Backend}, so that everything else runs on a JVM without the
 * incubator module.
 */
@NullMarked
package org.gradus.core.internal.kernels.vector;

import org.jspecify.annotations.NullMarked;
