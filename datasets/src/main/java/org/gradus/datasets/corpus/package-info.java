/**
 * Published texts as data sets: names, plays, the Brown corpus, sentences with their translations.
 * Each has a parser of its own, for whoever has the text, and a config, for whoever wants it by
 * name.
 */
@NullMarked
package org.gradus.datasets.corpus;

import org.jspecify.annotations.NullMarked;
