/**
 * Kinds for the tests of plugins, public so that jars built in tests can extend them: layers, which
 * may hold others, normalizers, which are layers, and initializers, which layers may hold.
 */
@NullMarked
package org.gradus.core.plugin.kinds;

import org.jspecify.annotations.NullMarked;
