/**
 * What the contract checks of all kinds of components share. The checks themselves are beside the
 * kinds; authors of components call them from their tests, whatever the framework.
 */
@NullMarked
package org.gradus.core.contract;

import org.jspecify.annotations.NullMarked;
