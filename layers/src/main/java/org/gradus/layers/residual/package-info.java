/**
 * Residual connections, blocks of them, and the residual networks for CIFAR. For everybody who
 * builds networks.
 */
@NullMarked
package org.gradus.layers.residual;

import org.jspecify.annotations.NullMarked;
