/**
 * Attention: sums of a sequence's steps, weighted by how well each answers a query.
 *
 * <p>For decoders of sequences, and for networks that consist of attention.
 * Attention and transformers: multi-head attention, positions, blocks and stacks of them. For
 * everybody who builds networks.
 */
@NullMarked
package org.gradus.layers.attention;

import org.jspecify.annotations.NullMarked;
