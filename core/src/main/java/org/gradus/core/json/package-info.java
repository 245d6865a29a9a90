/**
 * Records as JSON and back: strict, bounded, and with a JSON pointer in every complaint.
 *
 * <p>{@link org.gradus.core.json.Json} reads and writes what the library keeps as text: configs of
 * components, metadata of models and checkpoints, results. Only records are bound, by their
 * components; nothing in a text can name a class. Every module of the library may use this package;
 * it knows nothing of plugins, which join in through {@link org.gradus.core.json.Variants}. Jackson
 * tokenizes behind it and appears in no signature.
 */
@NullMarked
package org.gradus.core.json;

import org.jspecify.annotations.NullMarked;
