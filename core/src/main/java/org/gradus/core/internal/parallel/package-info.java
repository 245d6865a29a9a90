/**
 * The threads that the numerical loops share.
 *
 * <p>For the core module only. Nothing here knows of tensors or of arithmetic.
 */
@NullMarked
package org.gradus.core.internal.parallel;

import org.jspecify.annotations.NullMarked;
