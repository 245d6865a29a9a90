/**
 * Checks that regularizers keep their contract. For authors of plugins, from tests of any
 * framework: what does not hold is thrown as an {@link AssertionError}.
 */
@NullMarked
package org.gradus.regularization.contract;

import org.jspecify.annotations.NullMarked;
