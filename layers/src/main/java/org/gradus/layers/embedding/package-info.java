/** Learned vectors for words, characters and other indices. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.embedding;

import org.jspecify.annotations.NullMarked;
