/**
 * The reference cases, run through all modules: {@link org.gradus.conformance.ConformanceTest}.
 *
 * <p>The suite needs everything that the cases speak of, from tensors to optimizers, and every
 * module is below it; hence a module of its own beside the test of the architecture, where arrows
 * end. It holds tests only. A family of cases is one file here: a table that says, for each
 * operation of the cases, how ours is called. {@code reference/README.md} among the resources
 * describes the cases.
 */
@NullMarked
package org.gradus.conformance;

import org.jspecify.annotations.NullMarked;
