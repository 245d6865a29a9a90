/** What the packages of this module share and nobody else sees. */
@NullMarked
package org.gradus.layers.internal;

import org.jspecify.annotations.NullMarked;
