/** The Deep Java Library on the workloads, with its own blocks, trainer, losses and optimizers. */
@NullMarked
package org.gradus.examples.benchmarks.djl;

import org.jspecify.annotations.NullMarked;
