/**
 * The rules that hold across modules, tested on the compiled classes: which module and package may
 * use which, and what their public signatures may say.
 */
@NullMarked
package org.gradus.architecture;

import org.jspecify.annotations.NullMarked;
