/**
 * Components that jars contribute by name: found, checked, made from configs, and written as JSON.
 *
 * <p>A kind of component (modules, losses, …) has a provider interface that extends {@link
 * org.gradus.core.plugin.Provider}, beside the kind's own interface, in whatever module that lives.
 * A jar that has some implements the provider interface and lists the implementation in {@code
 * META-INF/services}, or in {@code provides} of its module declaration. {@link
 * org.gradus.core.plugin.Plugins#load()} makes an object that finds them; nothing is static, and
 * nothing is scanned. The library's own components come through the same door.
 */
@NullMarked
package org.gradus.core.plugin;

import org.jspecify.annotations.NullMarked;
