/**
 * CIFAR-10 and CIFAR-100: 60,000 colour photographs of 32 × 32 pixels in 10 or 100 classes, in
 * their binary versions.
 *
 * <p>Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009, which its
 * author asks to cite. No licence is stated. The pictures are a subset of the 80 Million Tiny
 * Images, which their authors have withdrawn.
 */
@NullMarked
package org.gradus.datasets.cifar;

import org.jspecify.annotations.NullMarked;
