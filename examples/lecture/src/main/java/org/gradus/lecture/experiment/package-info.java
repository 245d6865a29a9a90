/**
 * What an experiment of the lecture is, and what it runs in: options, output folder, progress,
 * claims, {@code results.json}. The experiments themselves are in the packages beside, one file
 * each.
 */
@NullMarked
package org.gradus.lecture.experiment;

import org.jspecify.annotations.NullMarked;
