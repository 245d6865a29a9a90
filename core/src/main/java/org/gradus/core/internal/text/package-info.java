/**
 * Words and names: how close two spellings are, and what kebab-case is.
 *
 * <p>For the packages of this module only; error messages and name checks use it.
 */
@NullMarked
package org.gradus.core.internal.text;

import org.jspecify.annotations.NullMarked;
