/**
 * Reads compressed files and archives from anybody: into memory, within limits, and never onto the
 * disk. For readers of data sets.
 */
@NullMarked
package org.gradus.datasets.archive;

import org.jspecify.annotations.NullMarked;
