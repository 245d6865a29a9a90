/**
 * Text for consoles and messages: tables, and the names that misspelt ones probably stand for.
 * Everybody may use it.
 */
@NullMarked
package org.gradus.core.text;

import org.jspecify.annotations.NullMarked;
