/**
 * Examples changed at random in ways that do not change what they are: shifted, turned, darker. For
 * everybody who has too few examples.
 *
 * <pre>{@code
 * Augmentation augmentation = Compose.of(new PaddedCrop(4), new Flip(0.5), new Rotation(10));
 * BatchSource data = source.map(augmentation);
 * }</pre>
 *
 * <p>Batches are augmented where they are made, or by a trainer as one of its techniques.
 */
@NullMarked
package org.gradus.regularization.augmentation;

import org.jspecify.annotations.NullMarked;
