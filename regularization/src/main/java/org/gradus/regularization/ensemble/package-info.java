/** Several networks that answer together. For everybody who has the time to train more than one. */
@NullMarked
package org.gradus.regularization.ensemble;

import org.jspecify.annotations.NullMarked;
