/**
 * Models as files: architecture and weights in one safetensors file. For everybody who saves
 * networks.
 */
@NullMarked
package org.gradus.layers.model;

import org.jspecify.annotations.NullMarked;
