/**
 * Models of names, character by character: counts of pairs, perceptrons with a context, batch norm,
 * back-propagation by hand, and a hierarchy.
 */
@NullMarked
package org.gradus.lecture.characters;

import org.jspecify.annotations.NullMarked;
