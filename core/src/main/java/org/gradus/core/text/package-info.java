/** Tables of text, for consoles and messages. Everybody may use it. */
@NullMarked
package org.gradus.core.text;

import org.jspecify.annotations.NullMarked;
