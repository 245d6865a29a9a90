/**
 * Checks that modules, normalizers and initializers keep their contracts. For authors of plugins,
 * from tests of any framework: what does not hold is thrown as an {@link AssertionError}.
 */
@NullMarked
package org.gradus.layers.contract;

import org.jspecify.annotations.NullMarked;
