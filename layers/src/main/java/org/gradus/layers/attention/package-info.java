/**
 * Attention: sums of a sequence's steps, weighted by how well each answers a query; positions; and
 * transformers, which consist of attention.
 *
 * <p>For decoders of sequences, and for networks that consist of attention.
 */
@NullMarked
package org.gradus.layers.attention;

import org.jspecify.annotations.NullMarked;
