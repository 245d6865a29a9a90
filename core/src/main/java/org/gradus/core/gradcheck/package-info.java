/**
 * Holds gradients against differences: for authors of operations, layers and losses, in any test
 * framework.
 */
@NullMarked
package org.gradus.core.gradcheck;

import org.jspecify.annotations.NullMarked;
