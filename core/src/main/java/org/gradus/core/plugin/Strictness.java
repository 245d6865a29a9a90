package org.gradus.core.plugin;

/** What happens when a provider cannot be used. */
public enum Strictness {
  /** It is left out, logged as a warning, and named when a component is missing. */
  LENIENT,
  /** A {@link BrokenProviderException} is thrown as soon as its kind is asked for. */
  STRICT
}
