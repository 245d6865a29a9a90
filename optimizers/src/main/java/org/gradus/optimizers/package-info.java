/** To be described with its first class. */
@NullMarked
package org.gradus.optimizers;

import org.jspecify.annotations.NullMarked;
