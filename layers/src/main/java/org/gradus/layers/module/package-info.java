/**
 * What a module is: a part of a network with parameters, buffers and children, and how it is built,
 * run and configured.
 */
@NullMarked
package org.gradus.layers.module;

import org.jspecify.annotations.NullMarked;
