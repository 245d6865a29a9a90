/** To be described with its first class. */
@NullMarked
package org.gradus.datasets;

import org.jspecify.annotations.NullMarked;
