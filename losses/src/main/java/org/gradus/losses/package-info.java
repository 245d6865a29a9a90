/** To be described with its first class. */
@NullMarked
package org.gradus.losses;

import org.jspecify.annotations.NullMarked;
