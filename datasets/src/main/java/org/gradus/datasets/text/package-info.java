/**
 * Text as numbers: tokenizers cut it, vocabularies number what they cut, and encoders do both. For
 * everybody who reads text; where text comes from is in the package of the corpora.
 */
@NullMarked
package org.gradus.datasets.text;

import org.jspecify.annotations.NullMarked;
