/**
 * The loops of which normalizations are made, as interfaces and in plain Java. For the core module
 * only.
 */
@NullMarked
package org.gradus.core.internal.kernels.normalization;

import org.jspecify.annotations.NullMarked;
