/** When to stop training: functions of its history. For everybody who trains networks. */
@NullMarked
package org.gradus.regularization.stopping;

import org.jspecify.annotations.NullMarked;
