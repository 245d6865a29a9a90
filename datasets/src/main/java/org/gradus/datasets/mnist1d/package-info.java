/**
 * MNIST-1D, a data set of ten classes of noisy one-dimensional signals, made by its published
 * procedure to the published numbers: {@link
 * org.gradus.datasets.mnist1d.Mnist1dSettings#generate()}.
 *
 * <p>Source: Greydanus and Kobak, "Scaling down deep learning with MNIST-1D", ICML 2024
 * (arXiv:2011.14439), and its repository greydanus/mnist1d.
 */
@NullMarked
package org.gradus.datasets.mnist1d;

import org.jspecify.annotations.NullMarked;
