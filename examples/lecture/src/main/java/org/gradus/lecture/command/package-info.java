/** The program that lists and runs all experiments, and reports of them. */
@NullMarked
package org.gradus.lecture.command;

import org.jspecify.annotations.NullMarked;
