/** To be described with its first class. */
@NullMarked
package org.gradus.regularization;

import org.jspecify.annotations.NullMarked;
