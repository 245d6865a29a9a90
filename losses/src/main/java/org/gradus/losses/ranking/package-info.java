/** Losses of pairs and triples: which is higher, which are alike. For everybody who trains. */
@NullMarked
package org.gradus.losses.ranking;

import org.jspecify.annotations.NullMarked;
