/** What kebab-case is, for checks of names. For the packages of this module only. */
@NullMarked
package org.gradus.core.internal.text;

import org.jspecify.annotations.NullMarked;
