/**
 * Data on its way to a network. What is common to those who make it (data sets) and those who use
 * it (losses, training, augmentation), who do not know each other.
 */
@NullMarked
package org.gradus.core.data;

import org.jspecify.annotations.NullMarked;
