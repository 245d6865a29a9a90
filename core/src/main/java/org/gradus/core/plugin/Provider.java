package org.gradus.core.plugin;

import java.util.List;

/**
 * Lists the components of one kind that a jar contributes.
 *
 * <p>Each kind extends this interface with one of its own, such as {@code ModuleProvider extends
 * Provider<Module>}, named after the kind and ending in {@code Provider}; jars implement that one,
 * publicly and with a public constructor without parameters. Both methods return the same at every
 * call and do no work worth mentioning. A jar may have several providers of a kind, and several
 * jars may share a namespace, as long as no name occurs twice in a kind.
 *
 * @param <T> the kind's interface
 */
public interface Provider<T> {
  /**
   * Returns the namespace of the components.
   *
   * @return a word in kebab-case, such as the name of a company or a project; {@code gradus} is
   *     reserved for the library's own packages
   */
  String namespace();

  /**
   * Returns the components.
   *
   * @return the components; no two of one name or of one config record
   */
  List<Component<? extends T, ?>> components();
}
