/**
 * Data sets from tables of text: files of comma-separated values (RFC 4180) whose columns become
 * numbers, categories and targets.
 */
@NullMarked
package org.gradus.datasets.table;

import org.jspecify.annotations.NullMarked;
