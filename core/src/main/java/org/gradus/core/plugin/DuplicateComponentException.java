package org.gradus.core.plugin;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Thrown if two providers claim one name, or one config record, in a kind: which of them is meant
 * must not depend on the order of jars.
 */
public final class DuplicateComponentException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final ImmutableList<ProviderOrigin> origins;

  DuplicateComponentException(
      String message, String name, ProviderOrigin first, ProviderOrigin second) {
    super(message);
    this.name = name;
    this.origins = ImmutableList.of(first, second);
  }

  /**
   * Returns what is claimed twice.
   *
   * @return the qualified name of the component that was there first
   */
  public String name() {
    return name;
  }

  /**
   * Returns who claims it.
   *
   * @return the two providers, ordered by class name
   */
  public List<ProviderOrigin> origins() {
    return origins;
  }
}
