/** What a regularizer is. For everybody who trains networks or writes regularizers. */
@NullMarked
package org.gradus.regularization.regularizer;

import org.jspecify.annotations.NullMarked;
