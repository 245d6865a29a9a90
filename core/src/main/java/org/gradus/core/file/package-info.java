/**
 * Files that are there as a whole or not at all, and the folders they are in. For everything that
 * writes: models, checkpoints, pictures, data sets.
 */
@NullMarked
package org.gradus.core.file;

import org.jspecify.annotations.NullMarked;
