/**
 * What experiments record of the training of classifiers: losses and errors, as table and figure.
 */
@NullMarked
package org.gradus.lecture.training;

import org.jspecify.annotations.NullMarked;
